package io.ssvirt.cluster.spi.template;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TemplateParameter;

import static org.assertj.core.api.Assertions.assertThat;

class ParameterResolverTest {

    private static final SecretValues NOTHING = SecretValues.of(Map.of());

    private final ParameterResolver resolver = new ParameterResolver(new Random(1));

    private static TemplateParameter parameter(String name, String value, String from, boolean required) {
        return new TemplateParameter(
                name, "", "What " + name + " is", value, from == null ? null : "expression", from, required);
    }

    private Map<String, String> resolved(SecretValues given, TemplateParameter... parameters) {
        Outcome<SecretValues> outcome = resolver.resolve(List.of(parameters), given);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return outcome.fold(SecretValues::reveal, error -> Map.of());
    }

    private DomainError refused(SecretValues given, TemplateParameter... parameters) {
        return resolver.resolve(List.of(parameters), given).refusal().orElseThrow();
    }

    @Test
    void theGivenValueWinsThenTheDefaultThenTheExpression() {
        var all = parameter("A", "default", "[0-9]{3}", true);
        var generated = parameter("B", null, "[0-9]{3}", true);

        assertThat(resolved(SecretValues.of(Map.of("A", "mine", "B", "too")), all, generated))
                .isEqualTo(Map.of("A", "mine", "B", "too"));
        assertThat(resolved(NOTHING, all, generated).get("A")).isEqualTo("default");
        assertThat(resolved(NOTHING, all, generated).get("B")).matches("[0-9]{3}");
    }

    @Test
    void anOptionalParameterWithoutValueIsEmpty() {
        assertThat(resolved(NOTHING, parameter("NOTE", null, null, false))).isEqualTo(Map.of("NOTE", ""));
    }

    @Test
    void aGivenEmptyTextIsAValue() {
        assertThat(resolved(SecretValues.of(Map.of("NOTE", "")), parameter("NOTE", "default", null, false)))
                .isEqualTo(Map.of("NOTE", ""));
    }

    @Test
    void anUnknownNameIsRefusedAndItsValueIsNotTold() {
        DomainError error =
                refused(SecretValues.of(Map.of("PASWORD", "s3cret")), parameter("PASSWORD", null, null, false));

        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
        assertThat(error.field()).contains("parameters.PASWORD");
        assertThat(error.message()).contains("PASWORD", "PASSWORD").doesNotContain("s3cret");
    }

    @Test
    void aRequiredParameterWithoutValueIsRefusedWithItsDescription() {
        DomainError error = refused(NOTHING, parameter("SSH_KEY", null, null, true));

        assertThat(error.field()).contains("parameters.SSH_KEY");
        assertThat(error.message()).contains("SSH_KEY", "What SSH_KEY is");
        assertThat(refused(SecretValues.of(Map.of("SSH_KEY", "")), parameter("SSH_KEY", "x", null, true))
                        .field())
                .contains("parameters.SSH_KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a-z0-9]{16} | [a-z0-9]{16}",
                "[A-Z]{3} | [A-Z]{3}",
                "fedora-[a-z0-9]{16} | fedora-[a-z0-9]{16}",
                "[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4} | [a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}",
                "user[A-Z0-9]{3}! | user[A-Z0-9]{3}!",
                "[\\w]{20} | [a-zA-Z0-9_]{20}",
                "[\\d]{5} | [0-9]{5}",
                "[\\a]{9} | [a-zA-Z0-9]{9}",
                "[\\A]{9} | [^a-zA-Z0-9 ]{9}",
                "[a-Z]{9} | [a-zA-Z]{9}",
                "[xyz]{4} | [xyz]{4}",
                "[a-f\\d]{255} | [a-f0-9]{255}",
                "plain | plain",
            })
    void expressionsAreDrawnFrom(String expression, String form) {
        assertThat(resolved(NOTHING, parameter("P", null, expression, true)).get("P"))
                .matches(form);
    }

    @Test
    void twoDrawsDiffer() {
        var parameter = parameter("P", null, "[a-z0-9]{16}", true);

        assertThat(resolved(NOTHING, parameter)).isNotEqualTo(resolved(NOTHING, parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z]",
                "[z-a]{3}",
                "[a-z]{0}",
                "[a-z]{256}",
                "[]{3}",
                "[a-z{3}",
                "a-z]{3}",
                "[\\q]{2}",
                "[é]{2}"
            })
    void aBrokenExpressionIsRefused(String expression) {
        DomainError error = refused(NOTHING, parameter("P", null, expression, false));

        assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
        assertThat(error.field()).contains("parameters.P");
        assertThat(error.message()).contains("expression");
    }

    @Test
    void anUnknownGeneratorIsRefused() {
        var odd = new TemplateParameter("P", "", "", null, "uuid", "x", false);

        assertThat(refused(NOTHING, odd).field()).contains("parameters.P");
    }

    @Test
    void everyParameterOfTheTemplatesOfRealClustersResolves() {
        for (TemplateDocument template : Samples.fromClusters()) {
            var parameters = TemplateReader.parameters(template);
            var missing = parameters.stream()
                    .filter(each -> each.required() && each.value() == null && !each.isGenerated())
                    .toList();
            assertThat(resolver.resolve(parameters, NOTHING).refusal().isPresent())
                    .as(template.name())
                    .isEqualTo(!missing.isEmpty());
        }
    }
}
