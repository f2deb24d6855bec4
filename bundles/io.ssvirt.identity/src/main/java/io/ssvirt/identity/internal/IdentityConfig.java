package io.ssvirt.identity.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of logins, PID {@code io.ssvirt.identity}. The two underscores in a name are one in the property. */
@ObjectClassDefinition(name = "SSVirt identity")
public @interface IdentityConfig {

    @AttributeDefinition(description = "Folder for the signing key and the generated password; empty: data/secrets.")
    String secrets__directory() default "";

    @AttributeDefinition(
            description = "Secret that signs tokens, at least 32 bytes of text and the same for all replicas;"
                    + " empty: the file of the next setting.",
            type = AttributeType.PASSWORD,
            min = "32")
    String jwt__secret() default "";

    @AttributeDefinition(
            description =
                    "File that holds the secret that signs tokens, at least 32 bytes and the same for all replicas;"
                            + " empty: token.key in the folder of secrets, made at the first start.")
    String jwt__secret__file() default "";

    @AttributeDefinition(
            description =
                    "Cost of the password hash; each step doubles the time that it takes. A user's next login brings"
                            + " an older hash up to it.",
            min = "4",
            max = "16")
    int password__cost() default 11;

    @AttributeDefinition(description = "Characters that a new password has at least.", min = "1", max = "64")
    int password__min__length() default 6;

    @AttributeDefinition(
            description = "After how many wrong passwords in a row logins of a user are refused; 0: never.",
            min = "0",
            max = "1000")
    int lockout__failures() default 5;

    @AttributeDefinition(description = "For how long they are refused, unless an administrator unlocks the user.")
    String lockout__duration() default "PT10M";

    @AttributeDefinition(description = "How long a token is good at the longest, ISO-8601 duration.")
    String token__expiry() default "PT24H";

    @AttributeDefinition(description = "How long the session is good that an API token was exchanged for.")
    String api__token__session() default "PT1H";

    @AttributeDefinition(description = "After how many minutes without a request a session ends.")
    int session__idle__timeout__minutes() default 30;

    @AttributeDefinition(description = "Name of the site that a session shows.")
    String session__site__name() default "SSVirt Provider";

    @AttributeDefinition(description = "URN of the site that a session shows.")
    String session__site__id() default "urn:vcloud:site:00000000-0000-0000-0000-000000000001";

    @AttributeDefinition(description = "Location that a session shows.")
    String session__location() default "us-west-1";

    @AttributeDefinition(description = "User name of the first administrator; empty: none is created.")
    String initial__admin__username() default "admin";

    @AttributeDefinition(description = "E-mail address of the first administrator.")
    String initial__admin__email() default "admin@example.com";

    @AttributeDefinition(description = "First name of the first administrator.")
    String initial__admin__first__name() default "System";

    @AttributeDefinition(description = "Last name of the first administrator.")
    String initial__admin__last__name() default "Administrator";

    @AttributeDefinition(
            description =
                    "Password of the first administrator, taken as it stands; empty: from the file of the next setting.",
            type = AttributeType.PASSWORD)
    String initial__admin__password() default "";

    @AttributeDefinition(
            description =
                    "File that holds the password of the first administrator as plain text; empty: it is generated.")
    String initial__admin__password__file() default "";
}
