package io.ssvirt.config.internal;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import static org.assertj.core.api.Assertions.assertThat;

class DefinitionsTest {

    private static final String FOLDER = "OSGI-INF/metatype";
    private static final String FILE = FOLDER + "/io.ssvirt.config.internal.ApiConfig.xml";

    private final Definitions definitions = new Definitions(framework());
    private final Bundle part = installed();

    /** A bundle that is not resolved: the framework resolves it when its entries are looked for, and tells who tracks bundles. */
    private Bundle installed() {
        return (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getSymbolicName" -> "io.ssvirt.part";
                    case "getBundleId", "getLastModified" -> 7L;
                    case "getEntryPaths" -> given[0].equals(FOLDER) ? Collections.enumeration(List.of(FILE)) : null;
                    case "getEntry" -> getClass().getResource("/" + given[0]);
                    case "findEntries" -> {
                        definitions.of((Bundle) proxy);
                        yield Collections.enumeration(List.of(getClass().getResource("/" + FILE)));
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private BundleContext framework() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, given) -> {
                    assertThat(method.getName()).isEqualTo("getBundles");
                    return new Bundle[] {part, part};
                });
    }

    @Test
    void aPartTellsItsSettingsBeforeItIsResolved() {
        assertThat(definitions.of(part)).isNotEmpty().allMatch(setting -> setting.pid()
                .equals("io.ssvirt.api"));
    }

    @Test
    void whatTwoPartsDeclareAlikeComesOnce() {
        assertThat(definitions.all()).hasSameElementsAs(definitions.of(part)).doesNotHaveDuplicates();
    }
}
