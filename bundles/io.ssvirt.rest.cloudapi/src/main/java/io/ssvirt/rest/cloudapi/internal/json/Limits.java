package io.ssvirt.rest.cloudapi.internal.json;

/** How long the texts of a request may be, in characters. */
public final class Limits {

    /** Names of organizations, VDCs and catalogs. */
    public static final int NAME = 128;

    /** Display names, words and free identifiers. */
    public static final int TITLE = 255;

    /** Descriptions. */
    public static final int DESCRIPTION = 2048;

    /** Passwords and the secrets of tokens. */
    public static final int PASSWORD = 1024;

    /** Values of template parameters, which may be whole start-up scripts. */
    public static final int PARAMETER = 65_536;

    private Limits() {}
}
