package io.ssvirt.cluster.kubernetes.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.template.ParameterResolver;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateProcessor;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TemplateParameter;

/**
 * Carries out TemplateInstances the way OpenShift's controller was seen to: in one step, failures without a {@code Ready}
 * condition, no owner references, and deletion of what the status lists before the finalizer goes. It does not check rights.
 */
final class TemplateController {

    private static final String FINALIZER = "template.openshift.io/finalizer";

    /** What came of one instance. */
    private static final class Work {
        private final List<Map<String, Object>> objects = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private boolean attempted;
    }

    private final Api api;
    private final KindFinder kinds;

    TemplateController(Api api) {
        this.api = api;
        this.kinds = new KindFinder(api);
    }

    void reconcile(String namespace, String name) {
        Optional<Map<String, Object>> found = api.find(Kind.INSTANCE, namespace, name);
        if (found.isEmpty()) {
            return;
        }
        Map<String, Object> instance = found.get();
        if (Metadata.of(instance).deleting()) {
            delete(instance);
        } else if (Conditions.of(instance).all().isEmpty()) {
            write(instance, carryOut(instance));
        }
    }

    private Work carryOut(Map<String, Object> instance) {
        Work work = new Work();
        String namespace = Metadata.of(instance).namespace();
        TemplateDocument template = new TemplateDocument(Tree.path(instance, "spec", "template"));
        String secretName = Tree.text(Tree.path(instance, "spec", "secret"), "name");
        Optional<Map<String, Object>> secret = api.find(Kind.SECRET, namespace, secretName);
        if (secret.isEmpty()) {
            work.failures.add("unable to retrieve TemplateInstance Secret: secrets \"" + secretName + "\" not found");
            return work;
        }
        Map<String, String> values = values(template, Tree.map(secret.get(), "data"), work);
        if (!work.failures.isEmpty()) {
            return work;
        }
        List<Map<String, Object>> objects = TemplateProcessor.process(template, values);
        for (Map<String, Object> object : objects) {
            String apiVersion = Tree.text(object, "apiVersion");
            String kind = Tree.text(object, "kind");
            if (kinds.find(apiVersion, kind).isEmpty()) {
                work.failures.add("unable to identify the resource mapping for " + apiVersion + ", Kind=" + kind
                        + ": no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\"");
                return work;
            }
        }
        work.attempted = !objects.isEmpty();
        objects.forEach(object -> create(instance, object, work));
        return work;
    }

    private static Map<String, String> values(TemplateDocument template, Map<String, Object> data, Work work) {
        Map<String, String> values = new HashMap<>();
        List<TemplateParameter> parameters = TemplateReader.parameters(template);
        for (int i = 0; i < parameters.size(); i++) {
            TemplateParameter parameter = parameters.get(i);
            String name = parameter.name();
            if (data.containsKey(name)) {
                values.put(name, new String(Base64.getDecoder().decode(Tree.text(data, name)), StandardCharsets.UTF_8));
            } else if (parameter.generate() != null) {
                new ParameterResolver(RandomGenerator.getDefault())
                        .resolve(List.of(parameter), SecretValues.of(Map.of()))
                        .fold(
                                resolved -> values.put(name, resolved.reveal().get(name)),
                                error -> work.failures.add(error.message()));
            } else if (parameter.value() != null && !parameter.value().isEmpty()) {
                values.put(name, parameter.value());
            } else if (parameter.required()) {
                work.failures.add("unable to process Template objects: Template.template.openshift.io \""
                        + template.name() + "\" is invalid: template.parameters[" + i
                        + "]: Required value: template.parameters[" + i + "]: parameter " + name
                        + " is required and must be specified");
            } else {
                values.put(name, "");
            }
        }
        return values;
    }

    private void create(Map<String, Object> instance, Map<String, Object> object, Work work) {
        Metadata owner = Metadata.of(instance);
        Kind kind = kinds.find(Tree.text(object, "apiVersion"), Tree.text(object, "kind"))
                .orElseThrow();
        Map<String, Object> metadata = Tree.map(object, "metadata");
        Map<String, Object> labels = Tree.map(metadata, "labels");
        labels.put(Labels.INSTANCE_OWNER, owner.uid());
        metadata.put("labels", labels);
        Map<String, Object> labelled = new LinkedHashMap<>(object);
        labelled.put("metadata", metadata);
        String namespace =
                Tree.text(metadata, "namespace").isEmpty() ? owner.namespace() : Tree.text(metadata, "namespace");
        try {
            Map<String, Object> made = api.create(kind, namespace, labelled);
            work.objects.add(Map.of(
                    "ref",
                    Map.of(
                            "apiVersion", kind.apiVersion(),
                            "kind", kind.name(),
                            "namespace", namespace,
                            "name", Metadata.of(made).name(),
                            "uid", Metadata.of(made).uid())));
        } catch (KubernetesClientException e) {
            work.failures.add("unable to create /" + kind.version() + ", Resource=" + kind.plural() + ", Name="
                    + Tree.text(metadata, "name") + ": " + Failures.words(e));
        }
    }

    /** Conditions, objects and finalizer come together, in one change. */
    private void write(Map<String, Object> instance, Work work) {
        boolean failed = !work.failures.isEmpty();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put(
                "conditions",
                List.of(Map.of(
                        "type",
                        failed ? "InstantiateFailure" : "Ready",
                        "status",
                        "True",
                        "reason",
                        failed ? "Failed" : "Created",
                        "message",
                        String.join("\n", work.failures),
                        "lastTransitionTime",
                        Instant.now().toString())));
        if (!work.objects.isEmpty()) {
            status.put("objects", work.objects);
        }
        Map<String, Object> changed = new LinkedHashMap<>(instance);
        changed.put("status", status);
        if (work.attempted) {
            changed.put("metadata", with(instance, "finalizers", List.of(FINALIZER)));
        }
        replace(changed);
    }

    private void delete(Map<String, Object> instance) {
        if (Tree.list(Tree.map(instance, "metadata"), "finalizers").isEmpty()) {
            return;
        }
        InstanceProjection.of(instance).objects().forEach(object -> kinds.find(object.apiVersion(), object.kind())
                .ifPresent(kind -> {
                    try {
                        api.delete(kind, object.namespace(), object.name(), object.uid());
                    } catch (KubernetesClientException e) {
                        if (e.getCode() != 404 && e.getCode() != 409) {
                            throw e;
                        }
                    }
                }));
        Map<String, Object> changed = new LinkedHashMap<>(instance);
        changed.put("metadata", with(instance, "finalizers", List.of()));
        replace(changed);
    }

    private void replace(Map<String, Object> instance) {
        Metadata metadata = Metadata.of(instance);
        api.replace(Kind.INSTANCE, metadata.namespace(), metadata.name(), instance);
    }

    private static Map<String, Object> with(Map<String, Object> instance, String key, Object value) {
        Map<String, Object> metadata = Tree.map(instance, "metadata");
        metadata.put(key, value);
        return metadata;
    }
}
