package io.quarkiverse.tailsrv.deployment;

import io.quarkiverse.tailsrv.runtime.devui.ServersJsonRpcService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

@BuildSteps(onlyIf = { TailsrvProcessor.IsEnabled.class, IsLocalDevelopment.class })
class DevUiProcessor {

    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.setLogo("tailsrv.svg", "tailsrv.svg"); // on dark and on light
        card.addPage(Page.webComponentPageBuilder()
                .title("Servers")
                .icon("font-awesome-solid:tower-broadcast")
                .componentLink("qwc-tailsrv-servers.js")
                .streamingLabelJsonRPCMethodName("serverCount"));
        card.addPage(Page.webComponentPageBuilder()
                .title("File and connections")
                .icon("font-awesome-solid:file-lines")
                .componentLink("qwc-tailsrv-file.js")
                .streamingLabelJsonRPCMethodName("connectionCount"));
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(ServersJsonRpcService.class);
    }
}
