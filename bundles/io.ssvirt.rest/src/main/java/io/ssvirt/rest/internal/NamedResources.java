package io.ssvirt.rest.internal;

import java.io.InputStream;
import java.util.List;

import org.apache.cxf.resource.ResourceManager;
import org.apache.cxf.resource.ResourceResolver;

/**
 * The resources of CXF, looked for by their names alone.
 *
 * <p>At each request CXF asks for something without a name that is a class loader. None of the places where it looks ever has one, and
 * looking through all of them took a tenth of the request.
 */
record NamedResources(ResourceManager all) implements ResourceManager {

    @Override
    public <T> T resolveResource(String name, Class<T> type) {
        return name.isEmpty() ? null : all.resolveResource(name, type);
    }

    @Override
    public <T> T resolveResource(String name, Class<T> type, List<ResourceResolver> resolvers) {
        return all.resolveResource(name, type, resolvers);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return all.getResourceAsStream(name);
    }

    @Override
    public void addResourceResolver(ResourceResolver resolver) {
        all.addResourceResolver(resolver);
    }

    @Override
    public void removeResourceResolver(ResourceResolver resolver) {
        all.removeResourceResolver(resolver);
    }

    @Override
    public List<ResourceResolver> getResourceResolvers() {
        return all.getResourceResolvers();
    }
}
