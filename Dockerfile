# Three stages, so that neither compilers nor build tools nor the front end's sources reach the site.

FROM node:24-slim AS front-end
RUN apt-get update && apt-get install --yes --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
COPY safety_site/brand.py safety_site/brand.py
COPY safety_site/councils safety_site/councils
ARG COUNCIL=waltham_forest
RUN COUNCIL=$COUNCIL node static/build.mjs

# The version that the tests run on.
FROM python:3.11-slim AS packages
COPY pyproject.toml constraints.txt ./
COPY scripts/requirements.py scripts/requirements.py
RUN python -m venv /opt/venv \
    && python scripts/requirements.py geo > requirements.txt \
    && /opt/venv/bin/pip install --no-cache-dir -c constraints.txt -r requirements.txt

FROM python:3.11-slim
ARG COUNCIL=waltham_forest
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 PORT=8000 COUNCIL=$COUNCIL MEDIA_ROOT=/site/var/media
RUN useradd --system --uid 10001 --home-dir /site site
WORKDIR /site
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=front-end /site/static/dist static/dist
# Hashing the static files needs settings but no secret: these values stay in this one step.
RUN SECRET_KEY=build ALLOWED_HOSTS=localhost SITE_URL=http://localhost \
    python manage.py collectstatic --noinput \
    && mkdir -p var/media var/cache && chown -R site var
USER site
VOLUME /site/var/media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "scripts.healthy"]
CMD ["gunicorn", "safety_site.wsgi"]
