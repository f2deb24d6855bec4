package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.concurrent.Executors;

import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/**
 * Publishes the store once the schema is that of this version.
 *
 * <p>It registers the service itself: declared as a component the store would be there before the schema is, and a database
 * that is late would leave everything that needs it down for good.
 */
@Component(service = {})
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.ssvirt.store.spi.Store\"")
public final class StoreComponent {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final StoreOpening opening;

    /** Begins to open the store; it goes on when this returns. */
    @Activate
    public StoreComponent(
            BundleContext context,
            @Reference(target = "(osgi.unit.name=ssvirt)") EntityManagerFactory factory,
            @Reference(target = "(osgi.jndi.service.name=ssvirt)") DataSource database) {
        this.opening = new StoreOpening(
                () -> open(factory, database),
                store -> publish(context, store),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ssvirt-store-opening")),
                PAUSE);
        opening.begin();
    }

    private static Outcome<Store> open(EntityManagerFactory factory, DataSource database) {
        return SchemaMigration.migrate(database).then(done -> JpaStore.open(factory, database));
    }

    private static Runnable publish(BundleContext context, Store store) {
        ServiceRegistration<Store> registration = context.registerService(Store.class, store, null);
        return () -> {
            registration.unregister();
            if (store instanceof JpaStore open) {
                open.close();
            }
        };
    }

    /** Takes the store back. */
    @Deactivate
    public void stop() {
        opening.close();
    }
}
