package io.ssvirt.metrics.api;

/** All figures as text, as a service. */
@FunctionalInterface
public interface Exposition {

    /** Media type of the text. */
    String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Reads everything now and writes it in the text format of Prometheus, version 0.0.4. */
    String text();
}
