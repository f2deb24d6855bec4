package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.InstanceObject;

/**
 * Reads which objects the template controller could not create from the message of its failure: one line for each, such as {@code
 * unable to create /v1, Resource=configmaps, Name=n: configmaps "n" already exists}.
 */
final class FailedObjects {

    private static final Pattern LINE = Pattern.compile(
            "unable to (?:authorize user to )?create ([^, ]*/[^, ]+), Resource=([^, ]+), Name=([^,: ]*): (.*)",
            Pattern.DOTALL);

    private FailedObjects() {}

    static List<InstanceObject> of(Map<String, Object> instance, String message) {
        return message.lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .map(line -> object(instance, line))
                .toList();
    }

    private static InstanceObject object(Map<String, Object> instance, Matcher line) {
        String apiVersion = line.group(1).replaceFirst("^/", "");
        String resource = line.group(2);
        return new InstanceObject(
                apiVersion,
                kind(instance, apiVersion, resource).orElse(resource),
                Metadata.of(instance).namespace(),
                line.group(3),
                line.group(4).strip());
    }

    /** The message names the resource only; which kind that is stands in the template that the instance carries. */
    private static Optional<String> kind(Map<String, Object> instance, String apiVersion, String resource) {
        return Tree.maps(Tree.path(instance, "spec", "template"), "objects").stream()
                .filter(object -> apiVersion.equals(Tree.text(object, "apiVersion")))
                .map(object -> Tree.text(object, "kind"))
                .filter(kind -> isPlural(kind.toLowerCase(Locale.ROOT), resource))
                .findFirst();
    }

    private static boolean isPlural(String kind, String resource) {
        return resource.equals(kind + "s")
                || resource.equals(kind + "es")
                || kind.endsWith("y") && resource.equals(kind.substring(0, kind.length() - 1) + "ies");
    }
}
