package io.ssvirt.rest.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members that the reading of a body asks for, noted while it asks; the document of the API is made of it. */
public final class BodyShape {

    /**
     * One member.
     *
     * @param path names from the outside to the inside, joined by dots
     * @param noun what it must be, as a message says it: {@code a string}, {@code a number}
     * @param most longest text in characters; 0 when nothing is said
     * @param words the only texts that are good; empty when others are
     */
    public record Member(String path, String noun, boolean required, int most, List<String> words) {}

    private final Map<String, Member> members = new LinkedHashMap<>();

    /** Returns the members in the order in which they are read. */
    public Collection<Member> members() {
        return List.copyOf(members.values());
    }

    void note(String path, String noun) {
        members.putIfAbsent(path, new Member(path, noun, false, 0, List.of()));
    }

    void limit(String path, int most) {
        members.computeIfPresent(
                path, (key, member) -> new Member(path, member.noun(), member.required(), most, member.words()));
    }

    void require(String path) {
        members.computeIfPresent(
                path, (key, member) -> new Member(path, member.noun(), true, member.most(), member.words()));
    }

    void words(String path, String sentence) {
        List<String> words = List.of(sentence.trim().split("\\s*(?:,|\\bor\\b|\\band\\b)\\s*"));
        members.computeIfPresent(path, (key, member) -> new Member(path, member.noun(), member.required(), 0, words));
    }
}
