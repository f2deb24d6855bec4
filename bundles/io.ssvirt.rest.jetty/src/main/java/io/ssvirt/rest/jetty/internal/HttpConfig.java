package io.ssvirt.rest.jetty.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of what the HTTP server itself accepts, PID {@code io.ssvirt.http}. */
@ObjectClassDefinition(name = "SSVirt HTTP server")
public @interface HttpConfig {

    @AttributeDefinition(
            description =
                    "Most bytes of a request's first line and headers, token included; more is answered with 431.",
            min = "2048",
            max = "1048576")
    int header__limit() default 8_192;
}
