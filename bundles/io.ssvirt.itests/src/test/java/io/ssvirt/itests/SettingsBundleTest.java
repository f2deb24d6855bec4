package io.ssvirt.itests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.inject.Inject;

import org.junit.Test;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
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

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

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
