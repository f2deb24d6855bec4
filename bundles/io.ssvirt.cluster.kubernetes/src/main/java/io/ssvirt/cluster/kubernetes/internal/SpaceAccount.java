package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account in a VDC's namespace that its templates are instantiated as, with the least rights for that and only there.
 *
 * <p>The cluster lets us grant no right that we do not have ourselves, so the kinds here are among those of our own role.
 */
final class SpaceAccount {

    /** Name of the ServiceAccount, the Role and the RoleBinding. */
    static final String NAME = "vdc-templates";

    private static final String COMPONENT = "template-account";

    private SpaceAccount() {}

    /** Returns the name by which the cluster knows the account of a namespace. */
    static String user(String namespace) {
        return "system:serviceaccount:" + namespace + ":" + NAME;
    }

    /** Makes the account, which no pod is to run as. */
    static Map<String, Object> account(SpaceObjects space) {
        Map<String, Object> account = space.inside(Kind.ACCOUNT, NAME, COMPONENT);
        account.put("automountServiceAccountToken", false);
        return account;
    }

    /** Makes the role: to read the parameters, to process a template, and to create the kinds that templates consist of. */
    static Map<String, Object> role(SpaceObjects space, List<String> kinds) {
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(rule("", List.of("secrets"), "get"));
        rules.add(rule(Kind.TEMPLATE.group(), List.of("templateconfigs"), "create"));
        Map<String, List<String>> plurals = new LinkedHashMap<>();
        kinds.forEach(kind -> {
            int dot = kind.indexOf('.');
            String plural = dot < 0 ? kind : kind.substring(0, dot);
            plurals.computeIfAbsent(dot < 0 ? "" : kind.substring(dot + 1), group -> new ArrayList<>())
                    .add(plural);
        });
        plurals.forEach((group, names) -> rules.add(rule(group, names, "create")));
        Map<String, Object> role = space.inside(Kind.ROLE, NAME, COMPONENT);
        role.put("rules", rules);
        return role;
    }

    static Map<String, Object> binding(SpaceObjects space) {
        Map<String, Object> binding = space.inside(Kind.ROLE_BINDING, NAME, COMPONENT);
        binding.put("roleRef", Map.of("apiGroup", Kind.ROLE.group(), "kind", Kind.ROLE.name(), "name", NAME));
        binding.put(
                "subjects",
                List.of(Map.of(
                        "kind",
                        Kind.ACCOUNT.name(),
                        "name",
                        NAME,
                        "namespace",
                        space.desired().name().value())));
        return binding;
    }

    private static Map<String, Object> rule(String group, List<String> resources, String verb) {
        return Map.of("apiGroups", List.of(group), "resources", resources, "verbs", List.of(verb));
    }
}
