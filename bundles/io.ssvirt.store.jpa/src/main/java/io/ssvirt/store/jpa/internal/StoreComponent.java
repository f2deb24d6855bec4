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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/**
 * Publishes the store once the schema is that of this version.
 *
 * <p>It registers the service itself: declared as a component the store would be there before the schema is, and a database
 * that is late would leave everything that needs it down for good.
 */
@Component(
        service = {},
        configurationPid = "io.ssvirt.database.retry")
@Designate(ocd = StoreComponent.Config.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.ssvirt.store.spi.Store\"")
public final class StoreComponent {

    /** How to wait for a database that is late. */
    @ObjectClassDefinition(name = "SSVirt database, waiting for it")
    public @interface Config {

        @AttributeDefinition(description = "Tries after which the log has an error; they go on.", min = "1")
        int max__attempts() default 30;

        @AttributeDefinition(description = "How long to wait after the first try in vain.")
        String initial__delay() default "PT2S";

        @AttributeDefinition(description = "How long to wait at the longest.")
        String max__delay() default "PT30S";

        @AttributeDefinition(description = "By how much the time grows with every try.")
        double backoff__multiple() default 1.5;
    }

    private final StoreOpening opening;
    private final ServiceRegistration<HealthProbe> probe;

    /** Begins to open the store; it goes on when this returns. */
    @Activate
    public StoreComponent(
            BundleContext context,
            @Reference(target = "(osgi.unit.name=ssvirt)") EntityManagerFactory factory,
            @Reference(target = "(osgi.jndi.service.name=ssvirt)") DataSource database,
            Config config) {
        this.opening = new StoreOpening(
                () -> open(factory, database),
                store -> publish(context, store),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ssvirt-store-opening")),
                new Backoff(
                        Duration.parse(config.initial__delay()),
                        config.backoff__multiple(),
                        Duration.parse(config.max__delay()),
                        config.max__attempts()));
        probe = context.registerService(HealthProbe.class, new StoreProbe(opening::state), null);
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
        probe.unregister();
        opening.close();
    }
}
