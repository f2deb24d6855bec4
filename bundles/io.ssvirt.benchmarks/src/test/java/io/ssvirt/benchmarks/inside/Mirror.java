package io.ssvirt.benchmarks.inside;

import java.lang.reflect.InvocationTargetException;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What brings rows to what is observed in the cluster: work that goes on beside requests and is not theirs. */
final class Mirror {

    private static final String COMPONENT = "io.ssvirt.vapp.internal.StatusProjector";

    private final BundleContext context;

    Mirror(BundleContext context) {
        this.context = context;
    }

    /** Has it stop until the process ends. */
    void stop() throws InvocationTargetException, InterruptedException {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = context.getService(reference);
        ComponentDescriptionDTO component = runtime.getComponentDescriptionDTOs().stream()
                .filter(description -> description.name.equals(COMPONENT))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no component " + COMPONENT));
        runtime.disableComponent(component).getValue();
        context.ungetService(reference);
    }
}
