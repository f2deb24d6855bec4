package io.ssvirt.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.UUID;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.EffectiveConfiguration;

/**
 * Offers the settings before any part asks for its own.
 *
 * <p>An activator and no component, because it starts before the container of components does.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.ssvirt.api.EffectiveConfiguration\"")
@Header(name = "Bundle-Activator", value = "${@class}")
public final class ConfigActivator implements BundleActivator, ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigActivator.class);
    /** After Karaf's own plugin, so that what it put in the place of a variable is what we see. */
    private static final int RANKING = 900;

    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final List<Target> targets =
            List.of(new WebTarget(), new DatabaseTarget(UUID.randomUUID()), new LogTarget());
    private BundleContext context;
    private ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admin;
    private BundleTracker<Bundle> parts;
    private ServiceTracker<Object, Object> boot;

    @Override
    public void start(BundleContext started) throws InvalidSyntaxException {
        context = started;
        admin = new ServiceTracker<>(context, ConfigurationAdmin.class, null);
        admin.open();
        Definitions definitions = new Definitions(context);
        Names names = Names.shipped();
        Sources sources = new Sources(System.getenv(), Path.of("/"), names);
        Settings settings = new Settings(definitions::all, names, sources, targets, this::process);

        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(ConfigurationPlugin.CM_RANKING, RANKING);
        context.registerService(ConfigurationPlugin.class, settings, properties);
        context.registerService(EffectiveConfiguration.class, settings, null);
        context.registerService(ConfigurationListener.class, this, null);
        parts = new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                settings.areasToMake(definitions.of(bundle)).forEach(ConfigActivator.this::make);
                return null;
            }
        };
        parts.open();
        if (isStartOfTheWhole()) {
            // Later, when this bundle alone is exchanged, everybody has its settings: handing them on would only start
            // the HTTP server and the database anew.
            targets.forEach(this::handOn);
        }
        boot = new ServiceTracker<>(context, context.createFilter("(objectClass=" + BOOT_FINISHED + ")"), null) {
            @Override
            public Object addingService(ServiceReference<Object> finished) {
                settings.installed();
                return finished;
            }
        };
        boot.open();
    }

    @Override
    public void stop(BundleContext stopped) {
        boot.close();
        parts.close();
        admin.close();
    }

    /** The framework has not gone beyond our own level yet. */
    private boolean isStartOfTheWhole() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                        .adapt(FrameworkStartLevel.class)
                        .getStartLevel()
                <= context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
    }

    /** An area without a file has no configuration, and nobody would be asked for its settings. */
    private void make(String pid) {
        ConfigurationAdmin service = admin.getService();
        if (service != null && find("(service.pid=" + pid + ")").isEmpty()) {
            try {
                service.getConfiguration(pid, "?").update(new Hashtable<>());
            } catch (IOException unwritable) {
                LOG.error("Settings of {} are not in force: {}", pid, unwritable.getMessage());
            }
        }
    }

    /** A part that is not ours does not hear of a change in our area. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        targets.stream().filter(target -> target.area().equals(event.getPid())).forEach(this::handOn);
    }

    private void handOn(Target target) {
        for (Configuration configuration : find(target.filter())) {
            try {
                configuration.update();
            } catch (IOException unreadable) {
                LOG.warn("Settings not handed on area={} to={}", target.area(), configuration.getPid(), unreadable);
            }
        }
    }

    private boolean process(String pid) {
        List<Configuration> found = find("(service.pid=" + pid + ")");
        found.forEach(configuration -> configuration.getProcessedProperties(null));
        return !found.isEmpty();
    }

    private List<Configuration> find(String filter) {
        ConfigurationAdmin service = admin.getService();
        try {
            Configuration[] found = service == null ? null : service.listConfigurations(filter);
            return found == null ? List.of() : List.of(found);
        } catch (IOException | InvalidSyntaxException unreadable) {
            LOG.warn("Configurations cannot be listed filter={}", filter, unreadable);
            return List.of();
        }
    }
}
