package io.ssvirt.api;

import java.util.List;

/** The configuration that is in force, and where each value of it came from. */
public interface EffectiveConfiguration {

    /**
     * One setting.
     *
     * @param pid the area that it belongs to, which is also the name of its file in {@code etc}
     * @param key its name in that file
     * @param variable the environment variable that sets it
     * @param value as it is in force; {@code ***} when it is a secret
     * @param origin where the value was given, or {@code default}
     * @param description what it is for
     */
    record Setting(String pid, String key, String variable, String value, String origin, String description) {}

    /**
     * Something that is wrong with what was given.
     *
     * @param message what is wrong, where, and what to do; never a secret
     * @param fatal true when nothing good could be put in its place, so that the server does not take work
     */
    record Problem(String message, boolean fatal) {}

    /** Returns every setting of every part that is installed, by area and key. */
    List<Setting> settings();

    /** Returns what is wrong; empty when everything is right. */
    List<Problem> problems();
}
