package io.ssvirt.config.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the log; {@link LogTarget} hands them to the logging service. */
@ObjectClassDefinition(name = "SSVirt log", pid = "io.ssvirt.log")
@interface LogConfig {

    @AttributeDefinition(
            description = "Least important lines that are logged.",
            options = {@Option("trace"), @Option("debug"), @Option("info"), @Option("warn"), @Option("error")})
    String level() default "info";

    @AttributeDefinition(
            description = "Form of the lines on standard output: text for people, json for a log collector.",
            options = {@Option("text"), @Option("json")})
    String format() default "text";
}
