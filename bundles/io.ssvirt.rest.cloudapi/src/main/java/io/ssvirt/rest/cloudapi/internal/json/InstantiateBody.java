package io.ssvirt.rest.cloudapi.internal.json;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.api.VApps;
import io.ssvirt.model.DnsLabel;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.rest.api.JsonFields;
import io.ssvirt.rest.api.LegalText;

/**
 * A request to instantiate a template (contract 2.11). Sections for guest customization and networks may come along; they change
 * nothing yet.
 *
 * @param itemId the item's id as the client wrote it
 * @param itemField the member that it came in
 */
public record InstantiateBody(
        String name,
        String description,
        String itemId,
        String itemField,
        Optional<String> itemName,
        SecretValues parameters,
        Optional<Boolean> powerOn) {

    private static final String PREFIX = "urn:vcloud:catalogitem:";
    private static final String ALIAS = "catalogItemUrn";
    private static final Pattern SUFFIX = Pattern.compile("(?:[a-zA-Z0-9_:.-]++|%[0-9a-fA-F]{2})+");

    /** Reads a request; the rules of the values themselves are checked by {@link #toRequest}. */
    public static InstantiateBody of(JsonFields fields) {
        String name = fields.required("name", Limits.PARAMETER);
        JsonFields item = fields.object("catalogItem");
        Optional<String> id = item.text("id", Limits.DESCRIPTION);
        Optional<String> alias = fields.text(ALIAS, Limits.DESCRIPTION);
        Map<String, String> parameters = fields.texts("parameters", Limits.PARAMETER);
        return new InstantiateBody(
                name,
                fields.text("description", Limits.DESCRIPTION).orElse(""),
                id.or(() -> alias).orElseGet(() -> item.required("id", Limits.DESCRIPTION)),
                id.isEmpty() && alias.isPresent() ? ALIAS : "catalogItem.id",
                item.text("name", Limits.TITLE),
                SecretValues.of(parameters),
                fields.flag("powerOn"));
    }

    /** Checks name and item in the order of the contract and makes the request. */
    public Outcome<VApps.Instantiation> toRequest() {
        if (!DnsLabel.isLegal(name)) {
            return wrong(
                    "name",
                    "Name must follow DNS-1123 label format: lower-case letters, digits and hyphens, at most 63 characters,"
                            + " starting and ending with a letter or digit");
        }
        if (!itemId.startsWith(PREFIX)) {
            return wrong(itemField, "Invalid catalog item ID format: must start with " + PREFIX);
        }
        String suffix = itemId.substring(PREFIX.length());
        if (suffix.isEmpty()) {
            return wrong(itemField, "Invalid catalog item URN: missing item identifier");
        }
        if (!SUFFIX.matcher(suffix).matches()) {
            return wrong(itemField, "Invalid catalog item URN format");
        }
        return parts(suffix)
                .then(checked -> Outcome.done(new VApps.Instantiation(
                        name, description, new ItemReference(checked, itemName), parameters, powerOn)));
    }

    /** Checks a suffix of two parts: a catalog's UUID and a template's name. */
    private Outcome<String> parts(String suffix) {
        int colon = suffix.indexOf(':');
        if (colon < 0) {
            return Outcome.done(suffix);
        }
        if (!isUuid(suffix.substring(0, colon))) {
            return wrong(itemField, "Invalid catalog UUID in catalog item URN");
        }
        String template = URLDecoder.decode(suffix.substring(colon + 1), StandardCharsets.UTF_8);
        return template.isEmpty() || !LegalText.isLegal(template)
                ? wrong(itemField, "Invalid catalog item name encoding")
                : Outcome.done(suffix);
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException not) {
            return false;
        }
    }

    private static <T> Outcome<T> wrong(String field, String text) {
        return Outcome.refused(DomainError.invalid(field, text));
    }
}
