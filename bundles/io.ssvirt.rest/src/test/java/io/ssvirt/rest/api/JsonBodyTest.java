package io.ssvirt.rest.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBodyTest {

    private static JsonBody body(String text) {
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(Outcome<?> outcome) {
        return outcome.refusal().map(DomainError::message).orElse("done");
    }

    @Test
    void namesAreMatchedWithoutRegardToCaseAndTheLastOneCounts() {
        assertThat(body("{\"NaMe\":\"a\",\"name\":\"b\"}").read(fields -> fields.text("name", 10)))
                .isEqualTo(Outcome.done(Optional.of("b")));
    }

    @Test
    void emptyAndNullCountAsAbsentAndZeroAndFalseDoNot() {
        var read = body("{\"a\":\"\",\"b\":null,\"c\":0,\"d\":false}")
                .read(fields -> Map.of(
                        "a", fields.text("a", 10),
                        "b", fields.count("b"),
                        "c", fields.count("c"),
                        "d", fields.flag("d")));

        assertThat(read)
                .isEqualTo(Outcome.done(Map.of(
                        "a", Optional.empty(), "b", Optional.empty(), "c", Optional.of(0), "d", Optional.of(false))));
    }

    @Test
    void theFirstErrorIsKeptWithItsPath() {
        Outcome<Integer> read = body("{\"a\":{\"b\":{\"c\":\"7\"}},\"d\":1}").read(fields -> {
            fields.object("a").object("b").amount("c");
            fields.text("d", 10);
            return 1;
        });

        assertThat(message(read)).isEqualTo("field \"a.b.c\" must be a number");
        assertThat(read.refusal().flatMap(DomainError::field)).contains("a.b.c");
    }

    @Test
    void anAmountIsAWholeNumberThatFits() {
        assertThat(body("{\"a\":9223372036854775807}").read(fields -> fields.amount("a")))
                .isEqualTo(Outcome.done(Optional.of(Long.MAX_VALUE)));
        for (String number : new String[] {"9223372036854775808", "-1", "1.0", "1e3", "1e999999999"}) {
            assertThat(message(body("{\"a\":" + number + "}").read(fields -> fields.amount("a"))))
                    .isEqualTo("field \"a\" must be a whole number from 0 to 9223372036854775807");
        }
    }

    @Test
    void anErrorTellsThePlaceAndNotTheContent() {
        String text = message(body("{\"password\":\"hush\",}").read(fields -> 1));

        assertThat(text).isEqualTo("The request body is not valid JSON (line 1, column 20)");
    }

    @Test
    void theDepthIsLimited() {
        assertThat(message(body("{\"a\":".repeat(100) + "1" + "}".repeat(100)).read(fields -> 1)))
                .contains("64 levels");
    }

    @Test
    void textsMayBeAnObjectOrAList() {
        assertThat(body("{\"p\":{\"A\":\"1\",\"b\":\"\"}}").read(fields -> fields.texts("p", 10)))
                .isEqualTo(Outcome.done(Map.of("A", "1", "b", "")));
        assertThat(body("{\"p\":[{\"name\":\"A\",\"value\":\"1\"}]}").read(fields -> fields.texts("p", 10)))
                .isEqualTo(Outcome.done(Map.of("A", "1")));
        assertThat(message(body("{\"p\":{\"A\":1}}").read(fields -> fields.texts("p", 10))))
                .isEqualTo("field \"p.A\" must be a string");
        assertThat(message(body("{\"p\":[{\"name\":\"A\",\"value\":1}]}").read(fields -> fields.texts("p", 10))))
                .isEqualTo("field \"p[0].value\" must be a string");
        assertThat(message(body("{\"p\":{\"\\u0000\":\"x\"}}").read(fields -> fields.texts("p", 10))))
                .startsWith("field \"p\" has a name");
    }

    @Test
    void textHasOnlyCharactersThatEverythingCanCarry() {
        assertThat(LegalText.isLegal("Grüße\t\r\n😀")).isTrue();
        assertThat(LegalText.problemOf("a\u0000")).contains("must not contain the character U+0000");
        assertThat(LegalText.isLegal("\ud83d")).isFalse();
        assertThat(LegalText.isLegal("\u001b[31m")).isFalse();
        assertThat(LegalText.isLegal("\uffff")).isFalse();
    }
}
