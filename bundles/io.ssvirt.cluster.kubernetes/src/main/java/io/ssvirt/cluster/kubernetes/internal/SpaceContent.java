package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;

/** Applies what belongs into a VDC's namespace, all at the same time. */
final class SpaceContent {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceContent.class);

    private static final Duration SOON = Duration.ofMillis(300);

    private final Api api;
    private final SpaceStyle style;
    private final Wave wave;

    SpaceContent(Api api, SpaceStyle style, Wave wave) {
        this.api = api;
        this.style = style;
        this.wave = wave;
    }

    /**
     * Applies all of it.
     *
     * @param fresh whether the namespace was made a moment ago, so that nothing can be in it that has to go
     * @param network whether the VDC has a network of its own
     */
    ClusterResult<Boolean> apply(SpaceObjects space, boolean fresh, boolean network) {
        List<Wave.Part> parts = new ArrayList<>();
        parts.add(part(Kind.QUOTA, SpaceObjects.QUOTA, () -> quota(space)));
        parts.addAll(wanted(Kind.LIMITS, SpaceObjects.LIMITS, space, space.limits(), fresh));
        parts.addAll(
                wanted(Kind.NETWORK_POLICY, SpaceObjects.ISOLATION, space, space.isolation(style.isolation()), fresh));
        if (network) {
            Map<String, Object> object = space.network(style.subnet().orElseThrow());
            parts.add(part(Kind.NETWORK, SpaceObjects.NETWORK, () -> api.apply(Kind.NETWORK, object)));
        }
        if (style.accounts()) {
            parts.add(account(Kind.ACCOUNT, SpaceAccount.account(space)));
            parts.add(account(Kind.ROLE, SpaceAccount.role(space, style.templateKinds())));
            parts.add(account(Kind.ROLE_BINDING, SpaceAccount.binding(space)));
        }
        return wave.run(parts);
    }

    private List<Wave.Part> wanted(
            Kind kind, String name, SpaceObjects space, Optional<Map<String, Object>> object, boolean fresh) {
        if (object.isPresent()) {
            return List.of(part(kind, name, () -> api.apply(kind, object.get())));
        }
        return fresh ? List.of() : List.of(part(kind, name, () -> drop(kind, space, name)));
    }

    private static Wave.Part part(Kind kind, String name, Runnable call) {
        return () -> Failures.guarded("apply", kind.called(name), () -> {
            call.run();
            return ClusterResult.applied(true);
        });
    }

    /** Without the right to make the account a VDC works as well, only that templates are then not instantiated as it. */
    private Wave.Part account(Kind kind, Map<String, Object> object) {
        Wave.Part part = part(kind, SpaceAccount.NAME, () -> api.apply(kind, object));
        return () -> {
            ClusterResult<Boolean> result = part.call();
            if (result instanceof ClusterResult.Refused<Boolean> no && no.reason() == RefusalReason.FORBIDDEN) {
                LOG.warn(
                        "Namespace gets no account for templates namespace={} kind={} reason={}",
                        Metadata.of(object).namespace(),
                        kind.name(),
                        no.explanation());
                return ClusterResult.applied(false);
            }
            if (result instanceof ClusterResult.Refused<Boolean> no && no.reason() == RefusalReason.NOT_FOUND) {
                return new ClusterResult.Unavailable<>("the role of the account is not in force yet", SOON);
            }
            return result;
        };
    }

    /** Applying leaves alone what others have put into the quota; a limit that is not in the VDC must not stay. */
    private void quota(SpaceObjects space) {
        Map<String, Object> wanted = space.quota();
        Map<String, Object> applied = api.apply(Kind.QUOTA, wanted);
        if (Tree.path(applied, "spec", "hard")
                .keySet()
                .equals(space.desired().quota().keySet())) {
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Metadata.of(wanted).tree());
        metadata.put("uid", Metadata.of(applied).uid());
        wanted.put("metadata", metadata);
        api.replace(Kind.QUOTA, space.desired().name().value(), SpaceObjects.QUOTA, wanted);
    }

    private void drop(Kind kind, SpaceObjects space, String name) {
        String namespace = space.desired().name().value();
        api.find(kind, namespace, name)
                .map(Metadata::of)
                .filter(there -> Labels.MANAGED_BY_SSVIRT.equals(there.label(Labels.MANAGED_BY)))
                .ifPresent(there -> {
                    try {
                        api.delete(kind, namespace, name, there.uid());
                    } catch (KubernetesClientException e) {
                        if (!Failures.isObjectMissing(e)) {
                            throw e;
                        }
                    }
                });
    }
}
