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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.identity.internal.RunningIdentity;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements a request takes: one for whatever is read, six for whatever is changed in the database alone, the event of
 * the audit trail among them. The requests are those of the list of all endpoints, so a new one is counted as well.
 */
class StatementsTest {

    private static final int OF_A_READ = 1;
    private static final int OF_A_CHANGE = 6;
    private static final int ROUNDS = 3;
    private static final int ROUNDS_WHEN_BUSY = 20;
    private static final long JOURNALED = -1;

    /** What reaches the cluster or waits for it; counted with the journal. */
    private static final Set<String> OF_THE_JOURNAL = Set.of(
            "POST /cloudapi/1.0.0/tasks/{task}/actions/cancel",
            "POST /cloudapi/1.0.0/intents/{intent}/actions/retry",
            "POST /cloudapi/1.0.0/intents/{intent}/actions/abandon",
            "POST /cloudapi/1.0.0/drift/actions/sweep");

    @TempDir
    static Path secrets;

    private static AccessWorld world;
    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        world = new AccessWorld(secrets);
        api = new ApiServer(world.cloud, world.clock);
        // a list without an entry asks whether what it belongs to is there
        world.fill("{vapp}", true, "GET");
    }

    @AfterAll
    static void stop() throws Exception {
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

    private static long limit(AccessRule rule) {
        return isRead(rule) ? OF_A_READ : OF_A_CHANGE;
    }

    /** The least of several rounds, because others work meanwhile: they only add, and a request alone is never seen too cheap. */
    private static long leastOf(AccessRule rule) {
        HttpRequest.Builder request = request(rule);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS || least > limit(rule) && round < ROUNDS_WHEN_BUSY; round++) {
            if (!isRead(rule) && round > 0) {
                request = request(rule);
            }
            long before = world.cloud.database.statements();
            Answer answer = api.send(request);
            least = Math.min(least, world.cloud.database.statements() - before);
            assertThat(answer.status())
                    .as("%s %s", rule.endpoint(), answer.body())
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
    private static HttpRequest.Builder request(AccessRule rule) {
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

    private static HttpRequest.Builder login(String path, String user) {
        String basic = Base64.getEncoder().encodeToString(bytes(user + ":" + RunningIdentity.PASSWORD));
        return api.request("POST", path, null).header("Authorization", "Basic " + basic);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
