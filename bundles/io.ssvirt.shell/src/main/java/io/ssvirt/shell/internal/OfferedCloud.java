package io.ssvirt.shell.internal;

import java.time.Duration;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/**
 * Looks into the service registry for each command anew.
 *
 * <p>The console refers to no service for good: it must be there, and say what is missing, while any part is stopped.
 */
@Component
public final class OfferedCloud implements Cloud {

    private final BundleContext context;

    /** Takes the way to the registry. */
    @Activate
    public OfferedCloud(BundleContext context) {
        this.context = context;
    }

    @Override
    public <T> Outcome<T> use(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        return service == null
                ? Outcome.refused(DomainError.unavailable(
                        "The part that offers " + type.getSimpleName()
                                + " is not running; ssvirt:health tells more, and so does the log",
                        Duration.ofSeconds(5)))
                : Outcome.done(service);
    }
}
