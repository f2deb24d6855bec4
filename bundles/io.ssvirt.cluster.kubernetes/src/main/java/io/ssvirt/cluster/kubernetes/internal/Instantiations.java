package io.ssvirt.cluster.kubernetes.internal;

import java.util.Optional;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;

/**
 * Instances, by whomever their templates are processed.
 *
 * <p>Who does it is decided when an instance is made, and may differ from one to the next: the template API may come and go while
 * the provider runs. Everything afterwards follows what is there.
 */
final class Instantiations implements Instances {

    private final Processing processing;
    private final KindFinder kinds;
    private final TemplateInstances cluster;
    private final OwnInstances own;

    Instantiations(Processing processing, KindFinder kinds, TemplateInstances cluster, OwnInstances own) {
        this.processing = processing;
        this.kinds = kinds;
        this.cluster = cluster;
        this.own = own;
    }

    @Override
    public ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key) {
        return switch (processing) {
            case CLUSTER -> cluster.ensure(desired, key);
            case OWN -> own(desired, key);
            case AUTO -> {
                ClusterResult<Boolean> served = Failures.guarded(
                        "find", "the template API", () -> ClusterResult.applied(kinds.isServed(Kind.INSTANCE)));
                yield served.then(there -> there ? cluster.ensure(desired, key) : own.ensure(desired, key));
            }
        };
    }

    /** An instance that the cluster has already is the cluster's to the end. */
    private ClusterResult<ObservedInstance> own(DesiredInstance desired, OperationKey key) {
        InstanceReference reference =
                new InstanceReference(desired.space(), desired.name(), desired.vappId(), Optional.empty());
        return cluster.observe(reference)
                .then(there -> there.<ClusterResult<ObservedInstance>>map(ClusterResult::applied)
                        .orElseGet(() -> own.ensure(desired, key)));
    }

    @Override
    public ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference) {
        return cluster.observe(reference)
                .then(there -> there.isPresent() || processing == Processing.CLUSTER
                        ? ClusterResult.applied(there)
                        : own.observe(reference));
    }

    @Override
    public ClusterResult<Remains> remove(InstanceReference reference, OperationKey key) {
        if (processing == Processing.CLUSTER) {
            return cluster.remove(reference, key);
        }
        ClusterResult<Remains> left = own.remove(reference, key);
        boolean mayNot = left instanceof ClusterResult.Refused<Remains> no && no.reason() == RefusalReason.FORBIDDEN;
        // Without the right to look at records we have never made one.
        return mayNot
                ? cluster.remove(reference, key)
                : left.then(own -> own.isNothing() ? cluster.remove(reference, key) : ClusterResult.applied(own));
    }
}
