package io.ssvirt.shell.internal.command;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;

import org.apache.karaf.shell.api.console.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;

/** A new password: typed twice without being shown, or made. */
final class NewPassword {

    private static final Logger LOG = LoggerFactory.getLogger(NewPassword.class);
    private static final int LENGTH = 15;

    private NewPassword() {}

    static Outcome<Secret> of(Session session, boolean generate) {
        if (generate) {
            byte[] random = new byte[LENGTH];
            new SecureRandom().nextBytes(random);
            return Outcome.done(new Secret(Base64.getUrlEncoder().encodeToString(random)));
        }
        try {
            String first = session.readLine("New password: ", '*');
            String again = session.readLine("The same again: ", '*');
            return first != null && first.equals(again)
                    ? Outcome.done(new Secret(first))
                    : Outcome.refused(DomainError.invalid("password", "The two passwords are not the same"));
        } catch (IOException | UnsupportedOperationException nobody) {
            LOG.debug("There is no terminal to ask at", nobody);
            return Outcome.refused(DomainError.invalid(
                    "password", "There is no terminal to ask for a password at; --generate makes one"));
        }
    }
}
