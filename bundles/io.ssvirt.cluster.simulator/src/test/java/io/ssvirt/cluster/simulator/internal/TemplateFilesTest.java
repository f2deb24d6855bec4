package io.ssvirt.cluster.simulator.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class TemplateFilesTest {

    @TempDir
    Path folder;

    @Test
    void aDozenTemplatesAreBuiltInAndTellTheirSize() {
        List<TemplateDescription> templates =
                TemplateFiles.builtIn().stream().map(TemplateReader::describe).toList();

        assertThat(templates).hasSizeGreaterThanOrEqualTo(12).allSatisfy(template -> {
            assertThat(template.namespace()).isEqualTo("openshift");
            assertThat(template.uid()).hasSize(36);
            assertThat(template.labels()).containsKey("template.kubevirt.io/version");
            assertThat(template.annotations())
                    .containsKeys("template.kubevirt.io/containerdisks", "description", "openshift.io/display-name");
            assertThat(template.sizing().machines()).isPositive();
            assertThat(template.sizing().cpus()).isPositive();
            assertThat(template.sizing().memoryBytes()).isPositive();
            assertThat(template.sizing().storageBytes()).isPositive();
            assertThat(template.sizing().guestOs()).isNotEmpty();
        });
        assertThat(templates)
                .filteredOn(template -> template.name().equals("web-and-database"))
                .singleElement()
                .satisfies(template -> {
                    assertThat(template.sizing().machines()).isEqualTo(2);
                    assertThat(template.sizing().storageBytes()).isEqualTo(120L << 30);
                });
    }

    @Test
    void theIdentityOfATemplateIsTheSameAfterEveryStart() {
        assertThat(TemplateFiles.builtIn()).isEqualTo(TemplateFiles.builtIn());
    }

    @Test
    void aBrokenFileDoesNotKeepTheOthersAway() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "kind: Template\nmetadata: {name: good}\nobjects: []\n");
        Files.writeString(folder.resolve("b.yaml"), "kind: [Template\n");
        Files.writeString(
                folder.resolve("c.json"),
                "{\"kind\":\"List\",\"items\":[{\"kind\":\"Template\",\"metadata\":{\"name\":\"j\"}}]}");
        Files.writeString(folder.resolve("d.txt"), "kind: Template");

        assertThat(TemplateFiles.in(folder)).extracting(TemplateDocument::name).containsExactly("good", "j");
    }

    @Test
    void aFolderThatIsNotThereHasNoTemplates() {
        assertThat(TemplateFiles.in(folder.resolve("none"))).isEmpty();
    }

    @Test
    void thePublishedTemplatesAreRead() {
        Path published = Path.of(System.getProperty("ssvirt.shared"), "fixtures", "templates");
        assumeTrue(Files.isDirectory(published), "the published templates are not at " + published);

        List<TemplateDescription> templates = TemplateFiles.in(published).stream()
                .map(TemplateReader::describe)
                .toList();

        assertThat(templates).hasSize(93);
        assertThat(templates)
                .filteredOn(template -> template.annotations().containsKey("template.kubevirt.io/containerdisks")
                        && template.labels().containsKey("template.kubevirt.io/version"))
                .hasSize(47)
                .allSatisfy(
                        template -> assertThat(template.sizing().memoryBytes()).isPositive());
    }
}
