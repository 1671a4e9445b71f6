# The four images, for both processors: docker buildx bake
#   docker buildx bake --load --set '*.platform=linux/amd64'     for this machine
#   REGISTRY=ghcr.io/me TAG=v1.2.3 docker buildx bake --push     for everybody
# Base images are those of the Dockerfiles, by digest; each digest is that of an index of platforms.

variable "REGISTRY" { default = "ordained" }
variable "TAG" { default = "dev" }
# Whether the images are also what a name without a tag means.
variable "LATEST" { default = false }
variable "VERSION" { default = "0.1.0" }
variable "REVISION" { default = "unknown" }
variable "ORDAINED_ENCODER" { default = "all-MiniLM-L6-v2" }
variable "ORDAINED_TORCH_INDEX" { default = "" }

function "names" {
  params = [image]
  result = LATEST ? ["${REGISTRY}/${image}:${TAG}", "${REGISTRY}/${image}:latest"] : ["${REGISTRY}/${image}:${TAG}"]
}

group "default" {
  targets = ["web", "rebuild", "house", "frontend"]
}

target "_all" {
  context   = "."
  platforms = ["linux/amd64", "linux/arm64"]
  args = {
    VERSION  = VERSION
    REVISION = REVISION
  }
  # What was built from what, and by whom, goes with the image.
  attest = ["type=provenance,mode=max", "type=sbom"]
}

target "web" {
  inherits = ["_all"]
  target   = "web"
  tags     = names("web")
  args = {
    ORDAINED_ENCODER     = ORDAINED_ENCODER
    ORDAINED_TORCH_INDEX = ORDAINED_TORCH_INDEX
  }
}

target "rebuild" {
  inherits = ["_all"]
  target   = "rebuild"
  tags     = names("rebuild")
  args = {
    ORDAINED_ENCODER     = ORDAINED_ENCODER
    ORDAINED_TORCH_INDEX = ORDAINED_TORCH_INDEX
  }
}

target "house" {
  inherits = ["_all"]
  target   = "house"
  tags     = names("house")
  args = {
    ORDAINED_ENCODER     = ORDAINED_ENCODER
    ORDAINED_TORCH_INDEX = ORDAINED_TORCH_INDEX
  }
}

target "frontend" {
  inherits   = ["_all"]
  dockerfile = "frontend/Dockerfile"
  tags       = names("frontend")
}
