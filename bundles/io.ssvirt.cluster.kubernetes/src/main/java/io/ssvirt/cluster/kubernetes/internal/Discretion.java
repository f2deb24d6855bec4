package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.Condition;
import io.ssvirt.model.InstanceObject;

/**
 * Keeps other tenants out of what the cluster says to one of them.
 *
 * <p>A webhook may say whose host name, address or quota it is that stands in the way. The name of the namespace of another VDC, which
 * holds the names of its organization and its VDC, is left out wherever it stands, with the object that it leads to, and so are its
 * identity and its accounts; so is every other namespace that is called one.
 */
final class Discretion {

    /** Knows of nobody. */
    static final Discretion NONE = new Discretion();

    private static final String NAMESPACE = "another namespace";
    private static final Pattern OWN_PATH = Pattern.compile("/namespaces/([a-z0-9-]+)");
    private static final Pattern ACCOUNT = Pattern.compile("system:serviceaccount:([a-z0-9-]+):[a-z0-9.-]*[a-z0-9]");
    private static final Pattern NAMED = Pattern.compile("((?:namespace|project)s? )([\"'`])([a-z0-9-]+)\\2");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-+[a-z0-9]+)*");
    private static final Pattern IDENTITY =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> spaces = new ConcurrentHashMap<>();

    /** Takes notice of the namespace of a VDC. */
    void know(ObservedSpace space) {
        spaces.put(space.name().value(), space.vdcId().map(Object::toString).orElse(""));
    }

    /** Forgets one that is gone. */
    void forget(ObservedSpace space) {
        spaces.remove(space.name().value());
    }

    /** Returns what the answer to a call may say; the path tells whose namespace it is about. */
    String inAnswerTo(String path, String text) {
        Matcher own = OWN_PATH.matcher(path);
        return text(own.find() ? own.group(1) : "", text);
    }

    /** Returns what whoever owns this namespace may read. */
    String text(String own, String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String discreet = replaced(ACCOUNT, text, found -> found.group(1).equals(own) ? null : "another account");
        discreet = replaced(
                NAMED, discreet, found -> found.group(3).equals(own) ? null : found.group(1) + "\"" + NAMESPACE + "\"");
        if (spaces.isEmpty()) {
            return discreet;
        }
        String identity = spaces.getOrDefault(own, "");
        discreet = replaced(
                IDENTITY,
                discreet,
                found -> spaces.containsValue(found.group().toLowerCase(Locale.ROOT))
                                && !found.group().equalsIgnoreCase(identity)
                        ? "another VDC"
                        : null);
        return withoutNames(own, discreet);
    }

    private String withoutNames(String own, String text) {
        List<String> others = NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(name -> spaces.containsKey(name) && !name.equals(own))
                .distinct()
                .toList();
        String discreet = text;
        for (String other : others) {
            // With the object in it, as in vdc-acme-dev/web and web.vdc-acme-dev.svc.
            discreet = discreet.replaceAll(
                    "(?:[a-z0-9-]+\\.)?(?<![a-z0-9-])" + other + "(?![a-z0-9-])(?:/[a-z0-9][a-z0-9.-]*)?", NAMESPACE);
        }
        return discreet;
    }

    ObservedInstance of(ObservedInstance instance) {
        if (saysNothing(instance.message(), instance.conditions())) {
            return instance;
        }
        UnaryOperator<String> kept = words -> text(instance.space().value(), words);
        return new ObservedInstance(
                instance.space(),
                instance.name(),
                instance.uid(),
                instance.vappId(),
                instance.phase(),
                kept.apply(instance.message()),
                instance.objects(),
                instance.failed().stream()
                        .map(each -> new InstanceObject(
                                each.apiVersion(),
                                each.kind(),
                                each.namespace(),
                                each.name(),
                                kept.apply(each.problem())))
                        .toList(),
                conditions(instance.conditions(), kept),
                instance.deleting());
    }

    ObservedMachine of(ObservedMachine machine) {
        if (saysNothing(machine.message(), machine.conditions())) {
            return machine;
        }
        UnaryOperator<String> kept = words -> text(machine.space().value(), words);
        return machine.saying(kept.apply(machine.message()), conditions(machine.conditions(), kept));
    }

    private static boolean saysNothing(String message, List<Condition> conditions) {
        return message.isEmpty()
                && conditions.stream().allMatch(each -> each.message().isEmpty());
    }

    private static List<Condition> conditions(List<Condition> conditions, UnaryOperator<String> kept) {
        return conditions.stream()
                .map(each -> new Condition(each.type(), each.status(), each.reason(), kept.apply(each.message())))
                .toList();
    }

    private interface Choice {

        /** Returns what stands there instead; null for what was found. */
        String insteadOf(MatchResult found);
    }

    private static String replaced(Pattern pattern, String text, Choice choice) {
        return pattern.matcher(text).replaceAll(found -> {
            String other = choice.insteadOf(found);
            return Matcher.quoteReplacement(other == null ? found.group() : other);
        });
    }
}
