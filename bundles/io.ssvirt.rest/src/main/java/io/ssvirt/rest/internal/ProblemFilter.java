package io.ssvirt.rest.internal;

import java.lang.annotation.Annotation;

import javax.annotation.Priority;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;

import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.Problem;

/** Gives every error the JSON body of its resource's family; a front end with another manner puts its own filter before it. */
@Priority(Priorities.ENTITY_CODER)
public final class ProblemFilter implements ContainerResponseFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            Class<?> matched = resource.getResourceClass();
            boolean human = matched != null && matched.isAnnotationPresent(HumanError.class);
            ProblemBody body = ProblemBody.of(problem, human || problem.inError());
            response.setEntity(body, new Annotation[0], Problem.JSON);
        }
    }
}
