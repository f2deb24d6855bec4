package io.ssvirt.identity.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class NameDirectoryTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));

    private final TestDatabase database = TestDatabase.h2();
    private final NameDirectory names = new NameDirectory(database.store());

    @AfterEach
    void stop() throws IOException {
        names.stop();
        database.close();
    }

    private static Organization named(String name) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        return new Organization(ACME, name, "", "", true, false, false, "", now, now);
    }

    private void written(String name, boolean fresh) {
        assertThat(database.store()
                        .write(tx -> {
                            if (fresh) {
                                tx.organizations().insert(named(name));
                            } else {
                                tx.organizations().update(named(name));
                            }
                            return Outcome.done(true);
                        })
                        .refusal())
                .isEmpty();
    }

    @Test
    void aNameIsReadOnceAndARenameIsSeenAtOnce() {
        written("acme", true);
        assertThat(names.nameOf(ACME)).contains("acme");
        long before = database.statements();

        assertThat(names.nameOf(ACME)).contains("acme");
        assertThat(database.statements() - before).isZero();

        written("apex", false);
        assertThat(names.nameOf(ACME)).contains("apex");
    }

    @Test
    void whatIsNotThereIsLookedForOnce() {
        assertThat(names.nameOf(ACME)).isEmpty();
        long before = database.statements();

        assertThat(names.nameOf(ACME)).isEmpty();
        assertThat(names.nameOf(new Urn(EntityType.ROLE, new UUID(1, 2)))).isEmpty();
        assertThat(database.statements() - before).isZero();
    }
}
