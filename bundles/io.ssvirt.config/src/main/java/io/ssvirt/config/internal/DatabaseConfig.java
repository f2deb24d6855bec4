package io.ssvirt.config.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the database; {@link DatabaseTarget} makes the data source from them. */
@ObjectClassDefinition(name = "SSVirt database", pid = "io.ssvirt.database")
@interface DatabaseConfig {

    @AttributeDefinition(description = "Host of a PostgreSQL server; empty: an H2 file in the data folder.")
    String host() default "";

    @AttributeDefinition(description = "Its port.", min = "1", max = "65535")
    int port() default 5432;

    @AttributeDefinition(description = "User of the database.")
    String username() default "postgres";

    @AttributeDefinition(description = "Password of that user.", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "Name of the database.")
    String database() default "ssvirt";

    @AttributeDefinition(
            description = "Whether the connection is encrypted, as PostgreSQL's sslmode.",
            options = {
                @Option("disable"),
                @Option("allow"),
                @Option("prefer"),
                @Option("require"),
                @Option("verify-ca"),
                @Option("verify-full")
            })
    String sslmode() default "disable";

    @AttributeDefinition(
            description =
                    "PEM file with the authorities that may have signed the server's certificate, for verify-ca and"
                            + " verify-full; empty: .postgresql/root.crt in the home folder of the process.")
    String sslrootcert() default "";

    @AttributeDefinition(description = "Connections at the most.", min = "2", max = "1000")
    int max__connections() default 10;

    @AttributeDefinition(description = "Connections that are kept while nobody needs them.", min = "0", max = "1000")
    int max__idle__connections() default 1;

    @AttributeDefinition(description = "How long a connection is used at the longest.")
    String conn__max__lifetime() default "PT1H";

    @AttributeDefinition(description = "How long a connection that nobody needs is kept.")
    String conn__max__idle__time() default "PT10M";
}
