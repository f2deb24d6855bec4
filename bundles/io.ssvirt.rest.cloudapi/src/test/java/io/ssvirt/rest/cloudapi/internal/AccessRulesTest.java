package io.ssvirt.rest.cloudapi.internal;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint, asked by everybody. The endpoints are those that the code declares: one without a rule fails. */
class AccessRulesTest {

    private static final Path PAGE = Path.of("../../docs/access-rules.md");
    private static final List<String> CALLERS = List.of(
            AccessWorld.FOREIGN,
            AccessWorld.VAPP_USER,
            AccessWorld.ORGANIZATION_ADMINISTRATOR,
            AccessWorld.SYSTEM_ADMINISTRATOR);

    @TempDir
    static Path secrets;

    private static AccessWorld world;
    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        world = new AccessWorld(secrets);
        api = new ApiServer(world.cloud, world.clock);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        world.close();
    }

    static Collection<AccessRule> rules() {
        return AccessRules.ALL;
    }

    static Stream<AccessRule> protectedRules() {
        return AccessRules.ALL.stream().filter(rule -> !rule.isPublic());
    }

    @Test
    void everyEndpointHasARuleAndEveryRuleAnEndpoint() {
        assertThat(AccessRules.ALL).extracting(AccessRule::endpoint).doesNotHaveDuplicates();
        assertThat(AccessRules.ALL)
                .extracting(rule -> rule.endpoint() + (rule.isPublic() ? " public" : ""))
                .containsExactlyInAnyOrderElementsOf(
                        api.everyEndpoint().stream().map(AccessRulesTest::text).toList());
    }

    private static String text(Endpoint endpoint) {
        String path = endpoint.template().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return endpoint.method() + " " + path + (endpoint.isPublic() ? " public" : "");
    }

    @ParameterizedTest
    @MethodSource("protectedRules")
    void nobodyIsAnswered401AndLearnsNothing(AccessRule rule) {
        String path = rule.path().replace("{action}", "powerOff").replaceAll("\\{\\w+}", "urn:vcloud:any:1");
        for (String kind : AccessWorld.NOBODIES) {
            Answer answer = ask(rule.method(), path, rule.body(), world.tokenOfNobody(kind));

            assertThat(answer.status())
                    .as("%s of %s: %s", rule.endpoint(), kind, answer.body())
                    .isEqualTo(401);
            assertThat(answer.json().get("message").asText())
                    .isEqualTo(kind.equals("no token") ? "Authorization header required" : "Token verification failed");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everybodyElseIsAnsweredAsTheTableSays(AccessRule rule) {
        List<Integer> answered = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (String caller : CALLERS) {
            int code = rule.codes().get(rule.isPublic() ? 0 : CALLERS.indexOf(caller));
            boolean throwaway = !rule.method().equals("GET") && code < 300;
            String path = world.fill(rule.path(), throwaway, rule.method());
            String body = rule.body() == null ? null : world.fill(rule.body(), throwaway, rule.method());

            Answer answer = ask(rule.method(), path, body, rule.isPublic() ? "" : world.token(caller));

            expected.add(code);
            answered.add(answer.status());
            bodies.add(answer.body());
        }
        assertThat(answered).as("%s %s", rule.endpoint(), bodies).isEqualTo(expected);
    }

    @Test
    void thePageShowsTheSameTable() throws IOException {
        List<String> shown = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(shown)
                .as("rows of docs/access-rules.md")
                .isEqualTo(AccessRules.ALL.stream().map(AccessRule::row).toList());
    }

    /** What runs is deleted by force only, which is not what is asked here. */
    private static Answer ask(String method, String path, String body, String token) {
        String asked = method.equals("DELETE") ? path + "?force=true" : path;
        HttpRequest.Builder request =
                api.request(method, asked, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        return api.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }
}
