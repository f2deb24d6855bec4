package io.ssvirt.cluster.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider tells without being asked, and about templates. */
@SuppressWarnings("try")
public abstract class ObservationsContract extends ClusterContract {

    private final List<Change> heard = new CopyOnWriteArrayList<>();

    @Test
    void aClusterThatAnswersIsReady() {
        eventually()
                .untilAsserted(() ->
                        assertThat(provider().observations().health().state()).isEqualTo(State.READY));
        assertThat(provider().name()).isNotEmpty();
        assertThat(ClusterProvider.NAME).isEqualTo("ssvirt.provider");
    }

    @Test
    void aListenerHearsEverythingFirstAndThenWhatChanges() {
        try (var subscription = provider().observations().subscribe(heard::add)) {
            eventually().untilAsserted(() -> assertThat(heard).isNotEmpty());
            assertThat(heard.get(0)).isEqualTo(new Change.OfEverything());

            DesiredSpace space = readySpace();
            eventually().untilAsserted(() -> assertThat(heard).contains(new Change.OfSpace(space.name())));

            heard.clear();
            DesiredInstance desired =
                    instanceOf(Documents.template("web", Documents.machine("${NAME}", "Halted")), space, "web");
            ObservedInstance ready = settled(desired);
            machine(ready, "Stopped");
            Change ofInstance = new Change.OfInstance(space.name(), "web");
            eventually().untilAsserted(() -> assertThat(heard).contains(ofInstance));

            heard.clear();
            removed(reference(desired, ready));
            eventually().untilAsserted(() -> assertThat(heard).contains(ofInstance));
        }
    }

    @Test
    void whatIsHeardCanBeReadAtOnce() {
        DesiredSpace space = newSpace(Map.of("pods", "10"));
        List<Boolean> readable = new CopyOnWriteArrayList<>();
        try (var subscription = provider().observations().subscribe(change -> {
            if (change.equals(new Change.OfSpace(space.name()))) {
                readable.add(provider().observations().spaces().stream()
                        .anyMatch(each -> each.name().equals(space.name())));
            }
        })) {
            applied(provider().spaces().ensure(space, key()));
            eventually().untilAsserted(() -> assertThat(readable).contains(true));
            assertThat(readable).doesNotContain(false);
        }
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        List<Change> other = new CopyOnWriteArrayList<>();
        try (var witness = provider().observations().subscribe(other::add)) {
            var subscription = provider().observations().subscribe(heard::add);
            eventually().untilAsserted(() -> assertThat(heard).isNotEmpty());
            subscription.close();
            heard.clear();

            DesiredSpace space = readySpace();

            eventually().untilAsserted(() -> assertThat(other).contains(new Change.OfSpace(space.name())));
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aTemplateIsListedWithItsSizingAndReadWhole() {
        TemplateDocument template = Documents.template(freshName("listed"), Documents.machine("${NAME}", "Halted"));

        cluster().addTemplate(template);

        TemplateDescription listed = until(() -> provider().templates().list().stream()
                .flatMap(snapshot -> snapshot.templates().stream())
                .filter(each -> each.name().equals(template.name()))
                .findFirst());
        assertThat(listed.namespace()).isEqualTo("openshift");
        assertThat(listed.uid()).isNotEmpty();
        assertThat(listed.labels()).containsKey("template.kubevirt.io/version");
        assertThat(listed.annotations()).containsKey("template.kubevirt.io/containerdisks");
        assertThat(listed.sizing()).isEqualTo(TemplateReader.describe(template).sizing());
        assertThat(listed.parameters()).isEqualTo(TemplateReader.parameters(template));

        TemplateDocument read = applied(provider().templates().get("openshift", template.name()))
                .orElseThrow();
        assertThat(TemplateReader.describe(read)).isEqualTo(listed);
        assertThat(read.objects()).hasSize(1);
        assertThat(applied(provider().templates().get("openshift", "no-such-template")))
                .isEmpty();
    }
}
