package io.ssvirt.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of everything that is served over HTTP, PID {@code io.ssvirt.rest}; in the file, one underscore for each two here. */
@ObjectClassDefinition(name = "SSVirt HTTP front ends")
public @interface RestConfig {

    @AttributeDefinition(
            description = "Origins whose pages may call the API from a browser, such as https://ui.example; * for all."
                    + " Empty: only pages of the same origin.")
    String[] cors__origins() default {};

    @AttributeDefinition(description = "Largest request body in bytes; a larger one is answered with 413.")
    int body__limit() default 1_048_576;

    @AttributeDefinition(description = "URL under which clients reach this server when a proxy stands before it.")
    String external__url() default "";

    @AttributeDefinition(description = "Most requests of one user in 10 seconds; 0 for no limit.")
    int user__requests() default 6_000;

    @AttributeDefinition(description = "Most requests from one address in 10 seconds; 0 for no limit.")
    int address__requests() default 12_000;

    @AttributeDefinition(description = "Most logins from one address in 10 seconds; 0 for no limit.")
    int address__logins() default 100;

    @AttributeDefinition(description = "Folder with the files of a web interface to serve at the root; empty for none.")
    String web__folder() default "";
}
