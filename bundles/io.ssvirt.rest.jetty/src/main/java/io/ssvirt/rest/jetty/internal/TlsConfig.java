package io.ssvirt.rest.jetty.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Configuration of HTTPS, PID {@code io.ssvirt.tls}. */
@ObjectClassDefinition(name = "SSVirt HTTPS")
public @interface TlsConfig {

    @AttributeDefinition(
            description = "auto: HTTPS when a certificate is given, else plain HTTP; on: HTTPS, with a certificate that"
                    + " is made at the first start when none is given; off: plain HTTP.",
            options = {@Option("auto"), @Option("on"), @Option("off")})
    String mode() default "auto";

    @AttributeDefinition(description = "PEM file with the certificate and those between it and its authority.")
    String cert() default "";

    @AttributeDefinition(description = "PEM file with the private key, not encrypted.")
    String key() default "";

    @AttributeDefinition(
            description = "Port for HTTPS beside plain HTTP; 0 makes HTTPS take the place of plain HTTP on its port.",
            min = "0",
            max = "65535")
    int port() default 0;
}
