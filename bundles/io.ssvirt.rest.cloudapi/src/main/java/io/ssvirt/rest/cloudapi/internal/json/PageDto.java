package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.model.Page;

/** The envelope of every list: six members, arrays never null (contract 2.1). */
public record PageDto(
        long resultTotal, long pageCount, int page, int pageSize, List<Object> associations, List<Record> values) {

    /** Wraps a page of bodies. */
    public static PageDto of(Page<Record> page) {
        return new PageDto(page.total(), page.pageCount(), page.page(), page.pageSize(), List.of(), page.values());
    }
}
