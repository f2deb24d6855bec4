package io.ssvirt.cluster.kubernetes.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A right that our account in the cluster lacks, as the API server names it.
 *
 * @param resource such as {@code secrets}, {@code virtualmachines.kubevirt.io} or a path
 * @param namespace empty when it is needed in the whole cluster
 */
record MissingRight(String verb, String resource, String namespace) {

    private static final Pattern RBAC = Pattern.compile(
            "User \"[^\"]*\" cannot (\\S+) (?:resource \"([^\"]*)\"(?: in API group \"([^\"]*)\")?|path \"([^\"]*)\")"
                    + "(?: in the namespace \"([^\"]*)\")?");
    private static final Pattern ESCALATION =
            Pattern.compile("attempting to grant RBAC permissions not currently held:(.*)", Pattern.DOTALL);

    /** Finds it in the words of a refusal; empty when that is about something else. */
    static Optional<MissingRight> in(String message) {
        Matcher rbac = RBAC.matcher(message);
        if (rbac.find()) {
            return Optional.of(new MissingRight(
                    rbac.group(1), resource(rbac.group(2), rbac.group(3), rbac.group(4)), text(rbac.group(5))));
        }
        Matcher escalation = ESCALATION.matcher(message);
        return escalation.find()
                ? Optional.of(
                        new MissingRight("grant", escalation.group(1).strip().replaceAll("\\s+", " "), ""))
                : Optional.empty();
    }

    /** Says it in plain words, without the name of the account. */
    String words() {
        String where = namespace.isEmpty() ? "" : " in namespace \"" + namespace + "\"";
        return verb.equals("grant")
                ? "SSVirt's account can only grant rights that it has itself, and it lacks " + resource
                : "SSVirt's account in the cluster lacks the right to " + verb + " " + resource + where;
    }

    private static String resource(String plural, String group, String path) {
        if (path != null) {
            return path;
        }
        return text(group).isEmpty() ? plural : plural + "." + group;
    }

    private static String text(String found) {
        return found == null ? "" : found;
    }
}
