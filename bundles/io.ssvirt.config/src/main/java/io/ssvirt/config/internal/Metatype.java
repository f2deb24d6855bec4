package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import io.ssvirt.config.internal.Definition.Kind;

/**
 * Reads the descriptions that the build makes of configuration annotations (OSGi metatype 1.4).
 *
 * <p>A text whose default is an ISO-8601 duration is a duration: the annotations have no type for it.
 */
final class Metatype {

    private Metatype() {}

    static List<Definition> read(InputStream xml) throws IOException {
        Document document = parse(xml);
        Map<String, Element> classes = new HashMap<>();
        for (Element one : elements(document.getDocumentElement(), "OCD")) {
            classes.put(one.getAttribute("id"), one);
        }
        List<Definition> found = new ArrayList<>();
        for (Element designate : elements(document.getDocumentElement(), "Designate")) {
            for (Element object : elements(designate, "Object")) {
                for (Element attribute : elements(classes.get(object.getAttribute("ocdref")), "AD")) {
                    found.add(definition(designate.getAttribute("pid"), attribute));
                }
            }
        }
        return found;
    }

    private static Document parse(InputStream xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(xml);
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException("not a metatype description: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Definition definition(String pid, Element attribute) {
        // A default escapes what would separate several values.
        String defaultValue = attribute.getAttribute("default").replaceAll("\\\\(.)", "$1");
        List<String> choices = elements(attribute, "Option").stream()
                .map(option -> option.getAttribute("value"))
                .toList();
        String type = attribute.getAttribute("type");
        return new Definition(
                pid,
                attribute.getAttribute("id"),
                choices.isEmpty() ? kind(type, defaultValue) : Kind.CHOICE,
                !attribute.getAttribute("cardinality").isEmpty(),
                "Password".equals(type),
                defaultValue,
                choices,
                limit(attribute, "min"),
                limit(attribute, "max"),
                attribute.getAttribute("description"));
    }

    private static Kind kind(String type, String defaultValue) {
        return switch (type) {
            case "Integer", "Long", "Short", "Byte" -> Kind.NUMBER;
            case "Double", "Float" -> Kind.DECIMAL;
            case "Boolean" -> Kind.SWITCH;
            default -> isDuration(defaultValue) ? Kind.DURATION : Kind.TEXT;
        };
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private static Optional<Long> limit(Element attribute, String name) {
        return Optional.of(attribute.getAttribute(name))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
