package io.ssvirt.rest.cloudapi.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of the sources says, as plain text. */
final class JavadocTexts {

    private static final String COMMENT = "/\\*\\*((?:[^*]|\\*(?!/))*)\\*/";

    private final Path sources;

    JavadocTexts(Path sources) {
        this.sources = sources;
    }

    /** Returns the first sentence about a method. */
    Optional<String> ofMethod(Method method) {
        return find(
                        method.getDeclaringClass(),
                        COMMENT + "\\s*(?:@[^\\n]*\\s*)*public Response " + method.getName() + "\\(")
                .map(JavadocTexts::firstSentence);
    }

    /** Returns the first paragraph about a class or record. */
    Optional<String> ofType(Class<?> type) {
        return find(
                        type,
                        COMMENT + "\\s*(?:@[^\\n]*\\s*)*(?:public )?(?:static )?(?:final )?(?:class|record) "
                                + type.getSimpleName() + "\\b")
                .map(text -> plain(text.split("\\n\\s*\\*\\s*(?:<p>|@|\\n)")[0]));
    }

    /** Returns what a record says about one of its components. */
    Optional<String> ofComponent(Class<?> type, String component) {
        return find(type, COMMENT + "\\s*(?:@[^\\n]*\\s*)*(?:public )?record " + type.getSimpleName() + "\\b")
                .flatMap(text -> {
                    Matcher parameter = Pattern.compile("@param " + component + "\\s((?:[^@]|\\{@)*)", Pattern.DOTALL)
                            .matcher(text);
                    return parameter.find() ? Optional.of(plain(parameter.group(1))) : Optional.empty();
                });
    }

    private Optional<String> find(Class<?> type, String pattern) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        Path file = sources.resolve(outer.getName().replace('.', '/') + ".java");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String firstSentence(String text) {
        String whole = plain(text.split("\\n\\s*\\*\\s*(?:<p>|@)")[0]);
        int end = whole.indexOf(". ");
        return end < 0 ? whole : whole.substring(0, end + 1);
    }

    private static String plain(String text) {
        return text.replaceAll("\\n\\s*\\* ?", " ")
                .replaceAll("\\{@(?:code|link|linkplain) ([^}]*)}", "$1")
                .replaceAll("\\{@(?:code|link) *", "")
                .replaceAll("</?[a-z]+>", "")
                .replaceAll(" *\\(contract [^)]*\\)", "")
                .replaceAll("\\s+", " ")
                .trim();
    }
}
