package io.ssvirt.vapp.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.ssvirt.api.VApps.Instance;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.VApp;
import io.ssvirt.operations.spi.ClusterGateway;

/** Tells what the cluster made of the templates of vApps, from what was last observed. */
final class InstanceReport {

    private final ClusterGateway cluster;

    InstanceReport(ClusterGateway cluster) {
        this.cluster = cluster;
    }

    Optional<Instance> of(VApp vapp) {
        return cluster.look(observations -> observations.instance(vapp.namespace(), vapp.instanceName()))
                .flatMap(seen -> seen)
                .filter(seen -> seen.vappId().equals(Optional.of(vapp.id().id())))
                .map(InstanceReport::report);
    }

    private static Instance report(ObservedInstance seen) {
        List<InstanceObject> objects = Stream.concat(
                        seen.objects().stream().map(InstanceReport::created), seen.failed().stream())
                .toList();
        return new Instance(objects, seen.conditions());
    }

    private static InstanceObject created(ObjectReference object) {
        return new InstanceObject(object.apiVersion(), object.kind(), object.namespace(), object.name(), "");
    }
}
