package io.ssvirt.identity.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of logins, PID {@code io.ssvirt.identity}. */
@ObjectClassDefinition(name = "SSVirt identity")
public @interface IdentityConfig {

    @AttributeDefinition(description = "Folder for the signing key and the generated password; empty: data/secrets.")
    String secrets_directory() default "";

    @AttributeDefinition(description = "Cost of the password hash; each step doubles the time that it takes.")
    int password_cost() default 11;

    @AttributeDefinition(description = "How long a token is good at the longest, ISO-8601 duration.")
    String token_expiry() default "PT24H";

    @AttributeDefinition(description = "After how many minutes without a request a session ends.")
    int session_idle_timeout_minutes() default 30;

    @AttributeDefinition(description = "Name of the site that a session shows.")
    String session_site_name() default "SSVirt Provider";

    @AttributeDefinition(description = "URN of the site that a session shows.")
    String session_site_id() default "urn:vcloud:site:00000000-0000-0000-0000-000000000001";

    @AttributeDefinition(description = "Location that a session shows.")
    String session_location() default "us-west-1";

    @AttributeDefinition(description = "User name of the first administrator.")
    String initial_admin_username() default "admin";

    @AttributeDefinition(description = "E-mail address of the first administrator.")
    String initial_admin_email() default "admin@example.com";

    @AttributeDefinition(description = "File that holds the password of the first administrator as plain text.")
    String initial_admin_password_file() default "";
}
