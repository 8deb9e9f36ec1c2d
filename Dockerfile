# Two images from one file: `docker build --target web .` and `docker build --target enclave .`

FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The enclave is another user; the group is what lets the host's processes open its socket.
RUN groupadd --gid 10001 keyhaven \
 && useradd --uid 10001 --gid keyhaven --no-create-home keyhaven \
 && useradd --uid 10002 --gid keyhaven --no-create-home enclave \
 && install -d -o enclave -g keyhaven -m 0750 /run/keyhaven \
 && install -d -o enclave -g keyhaven -m 0700 /var/lib/keyhaven-enclave \
 && install -d -o keyhaven -g keyhaven -m 0700 /var/lib/keyhaven
WORKDIR /app

# --- The enclave: its own folder and one library -------------------------------------------------
FROM base AS enclave
COPY requirements-enclave.txt ./
RUN pip install --require-hashes -r requirements-enclave.txt
COPY recovery/__init__.py recovery/__init__.py
COPY recovery/enclave recovery/enclave
USER enclave
ENTRYPOINT ["python", "-m", "recovery.enclave"]
CMD ["--config", "/etc/keyhaven/enclave.json"]

# --- Web, worker and beat ------------------------------------------------------------------------
FROM base AS web
ENV KEYHAVEN_NO_BOOTSTRAP=1 STATE_DIR=/var/lib/keyhaven
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY manage.py ./
COPY project project
COPY recovery recovery
COPY templates templates
COPY static static
COPY docs docs
# The enclave's code has no business here, except the messages that its client speaks and what
# checks its proofs.
RUN find recovery/enclave -name '*.py' ! -name '__init__.py' ! -name messages.py ! -name sealing.py ! -path '*/attestation/*' -delete
USER keyhaven
# Assets do not depend on secrets, but the settings insist on having some.
RUN SECRET_KEY=only-while-this-image-is-built-0123456789-abcdefghijkl \
    SHARE_KEYS=1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= \
    python manage.py collectstatic --noinput --verbosity 0
EXPOSE 8000
CMD ["granian", "project.wsgi:application", "--interface", "wsgi", "--host", "0.0.0.0", \
     "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"]
