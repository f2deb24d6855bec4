package io.ssvirt.config.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP port; {@link WebTarget} hands them to the HTTP server. */
@ObjectClassDefinition(name = "SSVirt HTTP port", pid = "io.ssvirt.api")
@interface ApiConfig {

    @AttributeDefinition(description = "Port of the API.", min = "1", max = "65535")
    int port() default 8080;

    @AttributeDefinition(description = "Address to listen on; 0.0.0.0 for all.")
    String address() default "127.0.0.1";

    @AttributeDefinition(
            description = "Whether a proxy in front tells the client's address and scheme in X-Forwarded headers.")
    boolean behind__proxy() default false;
}
