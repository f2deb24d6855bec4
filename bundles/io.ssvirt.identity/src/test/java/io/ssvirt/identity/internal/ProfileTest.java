package io.ssvirt.identity.internal;

import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;

import static io.ssvirt.identity.internal.RunningIdentity.PASSWORD;
import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static io.ssvirt.identity.internal.RunningIdentity.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user decides for itself (contract 8.3). */
class ProfileTest extends IdentityFixture {

    private Caller alice() {
        identity.user("alice", acme, Role.VAPP_USER);
        return identity.caller(identity.login("alice"));
    }

    @Test
    void preferencesAreKeptForTheUserAlone() {
        Caller alice = alice();
        assertThat(done(identity.profile.preferences(alice))).isEqualTo(Preferences.DEFAULT);

        Preferences wanted = new Preferences(
                "dark", "de", "Europe/Berlin", "dd.MM.yyyy", "24h", Preferences.DEFAULT.notifications(), 50, 1_000);
        done(identity.profile.prefer(alice, kept -> wanted));

        assertThat(done(identity.profile.preferences(alice))).isEqualTo(wanted);
        assertThat(done(identity.profile.preferences(identity.administrator()))).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
        Caller alice = alice();
        String other = identity.login("alice").token();

        assertThat(refused(identity.profile.changePassword(alice, new Secret("wrong"), new Secret("new one")))
                        .kind())
                .isEqualTo(ErrorKind.INVALID);
        assertThat(refused(identity.profile.changePassword(alice, new Secret(PASSWORD), new Secret("short")))
                        .field())
                .contains("new_password");
        done(identity.profile.changePassword(alice, new Secret(PASSWORD), new Secret("new one")));

        assertThat(kind(identity.sessions.authenticate(other))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        done(identity.sessions.get(alice, alice.sessionId()));
        done(identity.sessions.open("alice", new Secret("new one")));
    }

    @Test
    void theWaysInAreShownAndTheFirstCannotBeClosed() {
        Caller alice = alice();

        assertThat(done(identity.profile.security(alice)))
                .extracting(setting -> setting.id())
                .containsExactly("password", "api-tokens");
        assertThat(done(identity.profile.security(alice)).get(0).lastUsed()).isPresent();
        assertThat(kind(identity.profile.secure(alice, "password", false))).isEqualTo(ErrorKind.CONFLICT);
        assertThat(kind(identity.profile.secure(alice, "sms", true))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(done(identity.profile.secure(alice, "api-tokens", false)).enabled())
                .isFalse();
        assertThat(done(identity.profile.security(alice)).get(1).enabled()).isFalse();
    }
}
