package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Runs the controllers that stand in for OpenShift and KubeVirt: each object again whenever it changed. */
final class Controllers implements AutoCloseable {

    private static final long PACE_MILLIS = 40;
    private static final long AGAIN_MILLIS = 200;

    private final KubernetesClient admin;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();

    Controllers(KubernetesClient admin) {
        this.admin = admin;
        TemplateController templates = new TemplateController(new Api(() -> admin));
        MachineController machines = new MachineController(new Api(() -> admin));
        watch(Kind.INSTANCE, templates::reconcile);
        watch(Kind.MACHINE, machines::reconcile);
        watch(Kind.GUEST, machines::reconcile);
    }

    private void watch(Kind kind, BiConsumer<String, String> reconcile) {
        informers.add(admin.genericKubernetesResources(kind.context())
                .inAnyNamespace()
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource object) {
                        soon(object, reconcile, PACE_MILLIS);
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
                        soon(object, reconcile, PACE_MILLIS);
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource object, boolean unknown) {
                        soon(object, reconcile, PACE_MILLIS);
                    }
                }));
    }

    private void soon(GenericKubernetesResource object, BiConsumer<String, String> reconcile, long millis) {
        if (thread.isShutdown()) {
            return;
        }
        thread.schedule(
                () -> {
                    try {
                        reconcile.accept(
                                object.getMetadata().getNamespace(),
                                object.getMetadata().getName());
                    } catch (KubernetesClientException e) {
                        soon(object, reconcile, AGAIN_MILLIS);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        informers.forEach(SharedIndexInformer::close);
        admin.close();
    }
}
