package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ProviderChoice;

/** Offers the Kubernetes provider as a service while the configuration chooses it; a changed configuration connects anew. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ssvirt.cluster")
@Designate(ocd = KubernetesComponent.Config.class)
public final class KubernetesComponent {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesComponent.class);
    private static final int ABOVE_SIMULATOR = 100;

    /** Where the cluster is. The two underscores in a name are one in the property. */
    @ObjectClassDefinition(name = "SSVirt cluster")
    public @interface Config {

        @AttributeDefinition(
                description = "Which provider serves; auto: Kubernetes when anything tells where it is.",
                options = {@Option("auto"), @Option("kubernetes"), @Option("simulator"), @Option("none")})
        String provider() default "auto";

        @AttributeDefinition(description = "Path of a kubeconfig file.")
        String kubeconfig() default "";

        @AttributeDefinition(description = "Context of the kubeconfig; blank for its current one.")
        String context() default "";

        @AttributeDefinition(description = "Address of the API server when there is no kubeconfig.")
        String url() default "";

        @AttributeDefinition(description = "File with the token for that address; read again with every call.")
        String token__file() default "";

        @AttributeDefinition(description = "File with the certificates that are trusted for that address.")
        String ca__file() default "";

        @AttributeDefinition(description = "Namespaces that are searched for templates, separated by commas.")
        String template__namespaces() default "openshift";

        @AttributeDefinition(description = "How long one call of the API server may take, ISO-8601 duration.")
        String request__timeout() default "PT10S";

        @AttributeDefinition(description = "How often the API server is asked whether it is there, ISO-8601 duration.")
        String probe__every() default "PT10S";

        @AttributeDefinition(
                description = "Traffic into the namespaces of VDCs: namespace (from the same namespace only) or none"
                        + " (not restricted). Traffic out of them is never restricted.")
        String isolation() default "namespace";
    }

    private final Optional<KubernetesProvider> provider;
    private final Optional<ServiceRegistration<ClusterProvider>> registration;

    /** Starts the provider if it is chosen. */
    @Activate
    public KubernetesComponent(BundleContext context, @Reference Clock clock, Config config) {
        boolean inCluster = ProviderChoice.inCluster();
        ProviderChoice choice = ProviderChoice.of(config.provider(), config.kubeconfig(), config.url(), inCluster);
        if (choice != ProviderChoice.KUBERNETES) {
            provider = Optional.empty();
            registration = Optional.empty();
            return;
        }
        Settings settings = Settings.from(config);
        KubernetesProvider chosen =
                new KubernetesProvider(settings, () -> ClientConfig.of(settings, inCluster), clock).start();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ClusterProvider.NAME, KubernetesProvider.NAME);
        properties.put(Constants.SERVICE_RANKING, ABOVE_SIMULATOR);
        provider = Optional.of(chosen);
        registration = Optional.of(context.registerService(ClusterProvider.class, chosen, properties));
        LOG.info("Kubernetes provider started templateNamespaces={}", settings.templateNamespaces());
    }

    /** Takes the service back first, so that calls under way can end, and then closes the connection. */
    @Deactivate
    public void stop() {
        registration.ifPresent(ServiceRegistration::unregister);
        provider.ifPresent(KubernetesProvider::close);
    }
}
