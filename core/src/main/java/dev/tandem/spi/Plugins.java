package dev.tandem.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The plugins at hand, by kind and name. Two of one kind and name, or one that cannot be constructed, are a {@link
 * ConfigurationException}: nothing is chosen by chance. Immutable.
 */
public final class Plugins {
    private static final List<Class<? extends Plugin>> KINDS = List.of(
            TransportProvider.class,
            MetadataFormat.class,
            DialerFormat.class,
            Matcher.class,
            LedgerProvider.class,
            CallSinkProvider.class);

    private final Map<Class<? extends Plugin>, Map<String, Plugin>> plugins = new LinkedHashMap<>();

    private Plugins(Collection<? extends Plugin> all) {
        for (Class<? extends Plugin> kind : KINDS) {
            Map<String, Plugin> named = new LinkedHashMap<>();
            all.stream()
                    .filter(kind::isInstance)
                    .sorted(Comparator.comparing(Plugin::name))
                    .forEach(plugin -> add(kind, named, plugin));
            plugins.put(kind, named);
        }
    }

    private static void add(Class<? extends Plugin> kind, Map<String, Plugin> named, Plugin plugin) {
        if (!plugin.name().matches("[a-z0-9][a-z0-9-]*")) {
            throw new ConfigurationException(
                    "plugins",
                    plugin.getClass().getName() + " is named \"" + plugin.name()
                            + "\"; a name is lower-case letters, digits and hyphens");
        }
        Plugin other = named.putIfAbsent(plugin.name(), plugin);
        if (other != null) {
            throw new ConfigurationException(
                    "plugins",
                    "two of kind " + kind.getSimpleName() + " are named \"" + plugin.name() + "\": "
                            + other.getClass().getName() + " and "
                            + plugin.getClass().getName()
                            + "; remove one of them from the class path");
        }
    }

    /** Exactly these. */
    public static Plugins of(Plugin... plugins) {
        return new Plugins(List.of(plugins));
    }

    /** All that {@link ServiceLoader} finds from the context class loader. */
    public static Plugins load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return load(context != null ? context : Plugins.class.getClassLoader());
    }

    /** All that {@link ServiceLoader} finds from a class loader. */
    public static Plugins load(ClassLoader loader) {
        List<Plugin> found = new ArrayList<>();
        try {
            // One call a kind, each by its class literal, as the module system asks.
            ServiceLoader.load(TransportProvider.class, loader).forEach(found::add);
            ServiceLoader.load(MetadataFormat.class, loader).forEach(found::add);
            ServiceLoader.load(DialerFormat.class, loader).forEach(found::add);
            ServiceLoader.load(Matcher.class, loader).forEach(found::add);
            ServiceLoader.load(LedgerProvider.class, loader).forEach(found::add);
            ServiceLoader.load(CallSinkProvider.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException("plugins", "one cannot be loaded: " + e.getMessage());
        }
        return new Plugins(found);
    }

    /** These and one more. */
    public Plugins with(Plugin plugin) {
        List<Plugin> all = new ArrayList<>();
        plugins.values().forEach(named -> all.addAll(named.values()));
        all.add(plugin);
        return new Plugins(all.stream().distinct().toList());
    }

    /** All of a kind, in the order of their names. */
    public <P extends Plugin> List<P> all(Class<P> kind) {
        return named(kind).values().stream().map(kind::cast).toList();
    }

    public <P extends Plugin> Optional<P> find(Class<P> kind, String name) {
        return Optional.ofNullable(named(kind).get(name)).map(kind::cast);
    }

    /** The plugin of that name; an unknown name is a {@link ConfigurationException} that lists those present. */
    public <P extends Plugin> P get(Class<P> kind, String name) {
        return find(kind, name).orElseThrow(() -> new ConfigurationException("", unknown(kind, name)));
    }

    private Map<String, Plugin> named(Class<? extends Plugin> kind) {
        return plugins.getOrDefault(kind, Map.of());
    }

    private String unknown(Class<? extends Plugin> kind, String name) {
        String present = named(kind).keySet().stream().collect(Collectors.joining(", "));
        String what = kind.getSimpleName().replace("Provider", "");
        return "no " + what + " is named \"" + name + "\"; present are " + (present.isEmpty() ? "none" : present)
                + ARTIFACTS.getOrDefault(what + " " + name, "");
    }

    private static final Map<String, String> ARTIFACTS = Map.of(
            "Ledger sqlite", "; add the artifact dev.tandem:ledger-jdbc",
            "Transport sftp", "; add the artifact dev.tandem:transport-sftp",
            "Transport s3", "; add the artifact dev.tandem:transport-s3");
}
