package io.ssvirt.rest.cloudapi.internal;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.identity.internal.RunningIdentity;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements a request takes: one for whatever is read, six for whatever is changed in the database alone, the event of
 * the audit trail among them. The requests are those of the list of all endpoints, so a new one is counted as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequestStatements {

    private static final int OF_A_READ = 1;
    private static final int OF_A_CHANGE = 6;
    private static final int ROUNDS_WHEN_BUSY = 20;
    private static final long JOURNALED = -1;

    /** What waits for work of its own: a task that is taken back, and a sweep. */
    private static final Set<String> OF_THE_JOURNAL =
            Set.of("POST /cloudapi/1.0.0/tasks/{task}/actions/cancel", "POST /cloudapi/1.0.0/drift/actions/sweep");

    @TempDir
    static Path secrets;

    private AccessWorld world;
    private ApiServer api;

    abstract TestDatabase database();

    @BeforeAll
    void start() throws Exception {
        world = new AccessWorld(database(), secrets);
        api = new ApiServer(world.cloud, world.clock);
    }

    @AfterAll
    void stop() throws Exception {
        api.close();
        world.close();
    }

    @Test
    void aReadTakesOneStatementAndAChangeOfTheDatabaseAtMostSix() {
        Map<String, Long> tooMany = new LinkedHashMap<>();
        List<String> counted = new ArrayList<>();
        for (AccessRule rule : AccessRules.ALL) {
            if (!OF_THE_JOURNAL.contains(rule.endpoint())) {
                long least = leastOf(rule);
                if (least != JOURNALED) {
                    counted.add(rule.endpoint());
                }
                if (least > limit(rule)) {
                    tooMany.put(rule.endpoint(), least);
                }
            }
        }
        assertThat(tooMany).as("statements of endpoints").isEmpty();
        assertThat(counted).as("endpoints that were counted").hasSizeGreaterThan(75);
    }

    /** Whoever asks for what belongs to something learns in the same statement whether that is there. */
    @Test
    void aPageWithoutARowTakesOneStatementAsWell() {
        String vdc = last(world.fill("/api/admin/{vdc}", true, "POST"));
        String organization = last(world.fill("/orgs/{org}", true, "DELETE"));
        List<String> lists = List.of(
                "/cloudapi/1.0.0/vdcs/" + vdc + "/vapps",
                "/api/admin/org/" + organization + "/vdcs",
                "/cloudapi/1.0.0/orgs/" + organization + "/users");
        String token = "Bearer " + world.token(AccessWorld.SYSTEM_ADMINISTRATOR);
        for (String list : lists) {
            for (int page : List.of(1, 7)) {
                HttpRequest.Builder request =
                        api.request("GET", list + "?page=" + page, null).header("Authorization", token);
                Answer answer = api.send(request);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.json().get("values")).as(answer.body()).isEmpty();
                assertThat(leastOf(OF_A_READ, () -> request)).as(list).isEqualTo(OF_A_READ);
            }
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long limit(AccessRule rule) {
        return isRead(rule) ? OF_A_READ : OF_A_CHANGE;
    }

    private long leastOf(AccessRule rule) {
        HttpRequest.Builder first = request(rule);
        return leastOf(limit(rule), isRead(rule) ? () -> first : () -> request(rule));
    }

    /** The least of several rounds, because others work meanwhile: they only add, and a request alone is never seen too cheap. */
    private long leastOf(long limit, Supplier<HttpRequest.Builder> requests) {
        long least = Long.MAX_VALUE;
        for (int round = 0; least > limit && round < ROUNDS_WHEN_BUSY; round++) {
            HttpRequest.Builder request = requests.get();
            long before = world.cloud.database.statements();
            Answer answer = api.send(request);
            least = Math.min(least, world.cloud.database.statements() - before);
            assertThat(answer.status())
                    .as("%s %s", request.build().uri(), answer.body())
                    .isLessThan(300);
            if (answer.header(Answers.TASK) != null) {
                return JOURNALED;
            }
        }
        return least;
    }

    private static boolean isRead(AccessRule rule) {
        return rule.method().equals("GET");
    }

    /** A request that succeeds, by whoever may send it; its token was used before, so that finding out who it is takes nothing. */
    private HttpRequest.Builder request(AccessRule rule) {
        String caller = caller(rule);
        boolean throwaway = !isRead(rule);
        String path = world.fill(rule.path(), throwaway, rule.method());
        String body = rule.body() == null ? null : world.fill(rule.body(), throwaway, rule.method());
        if (rule.path().endsWith("/sessions") && rule.isPublic()) {
            return login(path, AccessWorld.VAPP_USER);
        }
        if (rule.path().endsWith("/sessions/provider") && rule.isPublic()) {
            return login(path, AccessWorld.SYSTEM_ADMINISTRATOR);
        }
        if (rule.path().startsWith("/oauth") && rule.isPublic()) {
            boolean tenant = rule.path().contains("/tenant/");
            String secret = world.refreshToken(tenant ? AccessWorld.VAPP_USER : AccessWorld.SYSTEM_ADMINISTRATOR);
            return api.request("POST", path, bytes("grant_type=refresh_token&refresh_token=" + secret))
                    .header("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpRequest.Builder request =
                api.request(rule.method(), throwaway ? path + "?force=true" : path, body == null ? null : bytes(body));
        if (rule.isPublic()) {
            return request;
        }
        String token = rule.path().endsWith("/sessions/{session}") ? world.ownerOfLastSession() : world.token(caller);
        String authorization = "Bearer " + token;
        api.send(api.request("GET", "/cloudapi/1.0.0/sessions/current", null).header("Authorization", authorization));
        return request.header("Authorization", authorization);
    }

    private static String caller(AccessRule rule) {
        List<String> callers = List.of(
                AccessWorld.FOREIGN,
                AccessWorld.VAPP_USER,
                AccessWorld.ORGANIZATION_ADMINISTRATOR,
                AccessWorld.SYSTEM_ADMINISTRATOR);
        for (int at = callers.size() - 1; at >= 0 && !rule.isPublic(); at--) {
            if (rule.codes().get(at) < 300) {
                return callers.get(at);
            }
        }
        return AccessWorld.SYSTEM_ADMINISTRATOR;
    }

    private HttpRequest.Builder login(String path, String user) {
        String basic = Base64.getEncoder().encodeToString(bytes(user + ":" + RunningIdentity.PASSWORD));
        return api.request("POST", path, null).header("Authorization", "Basic " + basic);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
