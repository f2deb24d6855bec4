package io.ssvirt.identity.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;

/**
 * A file in the folder of secrets by which whoever owns the installation sets a password that was lost.
 *
 * <p>Its first line is {@code reset} or {@code create} and a login name; its second line, if there is one, is the password. It is carried
 * out at the next start and deleted. Whoever can write there can read the signing key and the database as well, so it
 * gives nobody more than he has.
 */
final class PasswordRequest {

    static final String NAME = "password-request";

    private static final Logger LOG = LoggerFactory.getLogger(PasswordRequest.class);
    private static final Pattern TEXT = Pattern.compile("(reset|create) ([^\\r\\n]+?) *(?:\\R([^\\r\\n]+))?\\R?");

    private final SecretFolder secrets;

    PasswordRequest(SecretFolder secrets) {
        this.secrets = secrets;
    }

    /** Does what the file asks for; without a file nothing. A request that makes no sense is put aside, and the server starts. */
    Outcome<Boolean> carryOut(Administrators administrators) {
        Optional<String> request = secrets.read(NAME).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (request.isEmpty()) {
            return Outcome.done(false);
        }
        Matcher text = TEXT.matcher(request.get());
        if (!text.matches()) {
            LOG.error("{} is not a request for a password and was deleted", secrets.file(NAME));
            secrets.delete(NAME);
            return Outcome.done(false);
        }
        Outcome<Boolean> given = administrators.give(
                text.group(2), Optional.ofNullable(text.group(3)), text.group(1).equals("create"));
        if (given instanceof Outcome.Refused<Boolean> refused) {
            if (refused.error().kind() == ErrorKind.UNAVAILABLE) {
                return given;
            }
            LOG.error("The password was not set: {}", refused.error().message());
        }
        secrets.delete(NAME);
        return Outcome.done(true);
    }
}
