package io.ssvirt.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in the documents is about the suite as it is. */
class SuitePageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(F\\d\\.[^`]+)` \\|");

    private final List<String> ids = Suite.groups().stream()
            .flatMap(group -> group.cases().stream().map(Case::id))
            .toList();

    @Test
    void aCaseIsNamedOnce() {
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void thePageNamesExactlyTheCasesThatExist() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("ssvirt.root"), "docs", "fault-suite.md"));

        assertThat(ROW.matcher(page).results().map((MatchResult row) -> row.group(1)))
                .as("docs/fault-suite.md; build/fault-suite writes it")
                .containsExactlyElementsOf(ids);
        assertThat(page).doesNotContain("FAILS", "not run");
    }
}
