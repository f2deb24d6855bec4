package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * Creates TemplateInstances in the name of the account of their VDC, so that the cluster checks that account, and not ours, against
 * every object of the template.
 *
 * <p>Where a VDC has no such account, or we may not name it, the instance is ours.
 */
final class Requester {

    private static final Logger LOG = LoggerFactory.getLogger(Requester.class);

    private final Api api;
    private final boolean accounts;

    /** Takes whether the namespaces of VDCs have accounts at all. */
    Requester(Api api, boolean accounts) {
        this.api = api;
        this.accounts = accounts;
    }

    Map<String, Object> create(String namespace, Map<String, Object> instance) {
        if (!accounts || !hasAccount(namespace)) {
            return ours(namespace, instance);
        }
        try {
            return api.create(Kind.INSTANCE, namespace, inTheNameOf(namespace, instance));
        } catch (KubernetesClientException e) {
            if (!mayNotName(e)) {
                throw e;
            }
            LOG.warn(
                    "Right missing in the cluster, see docs/kubernetes-rbac.md verb=assign resource=templateinstances"
                            + " namespace={} answer={}",
                    namespace,
                    Failures.words(e));
            return ours(namespace, instance);
        }
    }

    /**
     * Creates it as ourselves, who may more than a tenant: a namespace that a parameter fills in could be anybody's, while one that the
     * template names is replaced by that of the instance.
     */
    private Map<String, Object> ours(String namespace, Map<String, Object> instance) {
        boolean reaches = Tree.maps(Tree.path(instance, "spec", "template"), "objects").stream()
                .map(object -> Metadata.of(object).namespace())
                .anyMatch(where -> where.contains("${"));
        if (reaches) {
            throw new Reaching();
        }
        return api.create(Kind.INSTANCE, namespace, instance);
    }

    /** A template wants to decide by a parameter where its objects are, and nobody checks that but us. */
    static final class Reaching extends KubernetesClientException {

        private static final long serialVersionUID = 1L;

        Reaching() {
            super(
                    "an object of the template is in a namespace that a parameter names, which only a VDC with an account of its"
                            + " own may have");
        }
    }

    /** The account is bound last, so its binding stands for all of it. */
    private boolean hasAccount(String namespace) {
        try {
            boolean there =
                    api.find(Kind.ROLE_BINDING, namespace, SpaceAccount.NAME).isPresent();
            if (!there) {
                LOG.warn(
                        "VDC without an account for its templates, they are instantiated as SSVirt namespace={}",
                        namespace);
            }
            return there;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                return true;
            }
            throw e;
        }
    }

    private static Map<String, Object> inTheNameOf(String namespace, Map<String, Object> instance) {
        Map<String, Object> spec = Tree.map(instance, "spec");
        spec.put(
                "requester",
                Map.of(
                        "username",
                        SpaceAccount.user(namespace),
                        "groups",
                        List.of(
                                "system:serviceaccounts",
                                "system:serviceaccounts:" + namespace,
                                "system:authenticated")));
        Map<String, Object> named = new LinkedHashMap<>(instance);
        named.put("spec", spec);
        return named;
    }

    private static boolean mayNotName(KubernetesClientException e) {
        return e.getCode() == 422 && Failures.words(e).contains("spec.requester");
    }
}
