package io.ssvirt.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Readers;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** The bundle that gives every setting is exchanged in the running system: every part keeps what it was given, and none starts anew. */
public class SettingsBundleTest extends RunningSystem {

    private static final String SETTINGS = "io.ssvirt.config";
    private static final String AREA = "of.the.test";

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private ConfigurationAdmin configurations;

    /** A setting that is in no file. */
    @Override
    protected List<Option> moreOptions() {
        return List.of(CoreOptions.environment("SSVIRT_SESSION_SITE_NAME=Of the environment"));
    }

    @Test
    public void everyPartKeepsItsSettingsWhenTheyAreExchanged()
            throws IOException, BundleException, InvalidSyntaxException {
        Api api = administrator();
        assertThat(site(api)).isEqualTo("Of the environment");
        Map<String, String> before = settings();
        List<Object> services = services();
        for (BundleMove move : BundleMove.values()) {
            try (Readers readers = new Readers(api, 4, List.of(CLOUD + "/orgs", CLOUD + "/vdcs"))) {
                move.on(context, SETTINGS);
                ready();
                readers.closeWithoutFailures();
            }
            assertThat(settings()).as("settings after a %s", move).isEqualTo(before);
            assertThat(services()).as("servlet and database after a %s", move).isEqualTo(services);
            assertThat(site(administrator())).isEqualTo("Of the environment");
        }
    }

    /** Two changes of a file follow each other so closely that the first is being taken up when the second is written. */
    @Test
    public void aFileThatIsWrittenWhileItIsReadKeepsWhatWasWritten() throws IOException {
        Path file = Path.of(System.getProperty("karaf.etc"), AREA + ".cfg");
        SynchronousConfigurationListener writer = event -> {
            if (event.getPid().equals(AREA) && "first".equals(value())) {
                write(file, "second");
            }
        };
        ServiceRegistration<?> listening =
                context.registerService(SynchronousConfigurationListener.class, writer, new Hashtable<>());
        try {
            write(file, "before");
            Awaitility.await("the file").until(() -> "before".equals(value()));
            write(file, "first");
            Awaitility.await("what was written last").until(() -> "second".equals(value()));
            assertThat(Files.readString(file)).isEqualTo("key = second\n");
        } finally {
            listening.unregister();
            Files.deleteIfExists(file);
        }
    }

    private Object value() {
        try {
            Configuration configuration = configurations.getConfiguration(AREA, null);
            return configuration.getProperties() == null
                    ? null
                    : configuration.getProperties().get("key");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, "key = " + value + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String site(Api api) {
        return api.get(CLOUD + "/sessions/current").is(200).text("/site/name");
    }

    /** What each of our components was given, by its name. */
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            if (description.bundle.symbolicName.startsWith("io.ssvirt.")
                    && !description.bundle.symbolicName.equals(SETTINGS)) {
                for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                    Map<String, Object> properties = new TreeMap<>(configuration.properties);
                    properties.remove("component.id");
                    settings.put(description.name, text(properties));
                }
            }
        }
        return settings;
    }

    private static String text(Map<String, Object> properties) {
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add(
                key + "=" + (value instanceof Object[] many ? List.of(many).toString() : value)));
        return lines.toString();
    }

    private List<Object> services() throws InvalidSyntaxException {
        List<Object> ids = new ArrayList<>();
        for (String filter : List.of(
                "(osgi.http.whiteboard.servlet.name=ssvirt-rest)",
                "(osgi.jndi.service.name=ssvirt)",
                "(objectClass=io.ssvirt.operations.spi.Journal)",
                "(objectClass=io.ssvirt.api.Sessions)")) {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            assertThat(found).as(filter).isNotEmpty();
            ids.add(found[0].getProperty(Constants.SERVICE_ID));
        }
        return ids;
    }
}
