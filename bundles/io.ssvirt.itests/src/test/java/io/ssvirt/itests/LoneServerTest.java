package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.itests.walk.Api;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** A server that has its PostgreSQL for itself, and then no longer. */
final class LoneServerTest {

    private static final int LISTS = 1_000;
    private static final String PASSWORD = "of-the-first-administrator";

    @TempDir
    private static Path folder;

    private static SharedDatabase database;
    private static Distribution first;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        database = new SharedDatabase();
        first = server("first");
    }

    @AfterAll
    static void stop() throws IOException {
        first.close();
        database.close();
    }

    private static Distribution server(String name) throws IOException, InterruptedException {
        return new Distribution(
                folder.resolve(name),
                Map.of(
                        "SSVIRT_DATABASE_HOST", "127.0.0.1",
                        "SSVIRT_DATABASE_PORT", Integer.toString(database.port()),
                        "SSVIRT_DATABASE_DATABASE", "postgres",
                        "SSVIRT_AUTH_JWT_SECRET", "signs-the-tokens-of-every-replica-alike",
                        "SSVIRT_INITIAL_ADMIN_PASSWORD", PASSWORD,
                        "SSVIRT_API_ADDRESS_REQUESTS", "0",
                        "SSVIRT_API_USER_REQUESTS", "0",
                        "SSVIRT_CLUSTER_PROVIDER", "simulator"));
    }

    private static int organizations(Api at) {
        return at.get(CLOUD + "/orgs").is(200).body().at("/resultTotal").asInt();
    }

    private static long statementsOfLists(Api at, String session) throws SQLException {
        long before = database.listStatements(session);
        for (int list = 0; list < LISTS; list++) {
            organizations(at);
        }
        return database.listStatements(session) - before;
    }

    @Test
    void asLongAsItIsAloneItNeedNotAskForEachList() throws IOException, InterruptedException, SQLException {
        Api one = first.api().login("admin", PASSWORD);
        List<String> sessions = database.sessions();
        assertThat(sessions).singleElement().asString().matches("ssvirt-[0-9a-f]{16}");
        String own = sessions.get(0);

        // How many of them fall into the same ten milliseconds is a matter of how fast the machine is.
        assertThat(statementsOfLists(one, own)).isBetween(1L, LISTS - 1L);

        try (Distribution second = server("second")) {
            Api other = second.api().login("admin", PASSWORD);
            assertThat(database.sessions()).hasSize(2);
            assertThat(statementsOfLists(one, own)).isEqualTo(LISTS);
            for (int number = 0; number < 20; number++) {
                Api here = number % 2 == 0 ? one : other;
                Api there = number % 2 == 0 ? other : one;
                int before = organizations(there);

                here.post(CLOUD + "/orgs", Map.of("name", "org-" + number)).is(201);

                assertThat(organizations(there)).isEqualTo(before + 1);
            }
        }
    }
}
